import { type Problem, type StatusDocument } from '../../support/status-document';
import { keyViolations } from './key-violations';

type Status = StatusDocument['result'][number]['status'];

const status = (state: Status['state'], problem: Partial<Problem> = {}): Status => ({
  state,
  validation_errors: [],
  problems: [{ code: 'x', pointer: '', detail: 'x', ...problem }],
});
const COMPLETED = status('Completed');
const FAILED = status('Failed');
const CONFLICT = status('Conflict', { code: 'conflicting_items' });
const duplicateOf = (index: number): Status => status('Duplicate', { duplicate_of: { index } });
const violationsOf = (items: readonly string[], ...statuses: Status[]): string[] =>
  keyViolations(items, statuses, 'id');

const ONE = '{"id":"a","n":1}';
const SAME = '{"n":1.0,"id":"\\u0061"}';
const OTHER = '{"id":"a","n":2}';

describe('the look at items that meet', () => {
  it('has nothing to say where they are judged by the contract', () => {
    expect(violationsOf([ONE, SAME], COMPLETED, duplicateOf(0))).toEqual([]);
    expect(violationsOf([ONE, SAME], FAILED, duplicateOf(0))).toEqual([]);
    expect(violationsOf([ONE, SAME, OTHER], CONFLICT, CONFLICT, CONFLICT)).toEqual([]);
    expect(violationsOf(['{}', '{}', '1', '{"id":" "}'], FAILED, FAILED, FAILED, FAILED)).toEqual([]);
    const saved = status('Duplicate', { duplicate_of: { status_check_id: 'x', index: 0 } });
    expect(violationsOf([ONE, '{"id":"A","n":1}'], saved, COMPLETED)).toEqual([]);
  });

  it.each<[string, readonly string[], readonly Status[]]>([
    ['two of one value that are both completed', [ONE, SAME], [COMPLETED, COMPLETED]],
    ['a duplicate of what is none', [ONE, '{"id":"b"}'], [COMPLETED, duplicateOf(0)]],
    ['two values of which one is completed', [ONE, OTHER], [COMPLETED, CONFLICT]],
    ['a conflict of an item alone', [ONE], [CONFLICT]],
    ['an item that has no key and is completed', ['{"id":1}'], [COMPLETED]],
    ['an ambiguous item among others', [ONE, '{"id":"a","n":1,"n":1}'], [CONFLICT, CONFLICT]],
  ])('finds %s', (_what, items, statuses) => {
    expect(violationsOf(items, ...statuses)).not.toEqual([]);
  });
});
