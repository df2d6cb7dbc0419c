import { type SubmittedItem } from '../items/item';
import { type RecordKind } from '../kinds/record-kind';
import { RECORD_KINDS } from '../kinds';
import { classify } from './classify';

const CONTEXT = { entityTypes: ['LLC'], currency: 'GBP', now: new Date('2025-06-15T12:00:00Z') };
const { clients, 'clients-with-claims': clientsWithClaims } = RECORD_KINDS;

const client = (key: string, change: Record<string, unknown> = {}): string =>
  JSON.stringify({ partner_client_id: key, client_start_date: '2024-02-29', entity_type: 'LLC', ...change });
const holding = (key: string, ...claims: string[]): string =>
  client(key, { revenue_claims: claims.map((unique_reference) => ({ unique_reference })) });

/** What became of each item, by its index, and which of them threw. */
function run(kind: RecordKind, texts: readonly string[], isWatched = true) {
  const items = texts.map((text, index): SubmittedItem => ({ index, text, suspect: false }));
  const threw: number[] = [];
  const watch = { at: jest.fn(), threw: (index: number) => threw.push(index) };
  const steps = classify(kind, items, CONTEXT, isWatched ? watch : undefined);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const { results, candidates } = step.value;
  const known = [
    ...results.map(({ index, problems: [problem] }) => [index, problem?.code]),
    ...candidates.map(({ index }) => [index, 'candidate']),
  ] as const;
  expect(known).toHaveLength(items.length);
  return { outcomes: [...known].sort(([a], [b]) => Number(a) - Number(b)).map(([, what]) => what), threw };
}

/** The kind, with a step that throws at what is marked. */
const throwing = (kind: RecordKind, step: 'read' | 'toRow'): RecordKind => ({
  ...kind,
  [step]: (argument: never) => {
    const text = typeof argument === 'string' ? argument : JSON.stringify(argument);
    if (text.includes('poison')) throw new Error(`of ${text}`);
    return kind[step](argument);
  },
});

describe('an item that makes a step throw', () => {
  it('is unprocessable when it cannot be read, and takes no part in what its neighbours have in common', () => {
    const texts = [client('a'), client('poison'), client('b'), client('poison'), client('b')];
    expect(run(throwing(clients, 'read'), texts)).toEqual({
      outcomes: ['candidate', 'unprocessable', 'candidate', 'unprocessable', 'equal_item'],
      threw: [1, 3],
    });
  });

  it('is unprocessable when it cannot be judged, and its equals are Duplicates of it all the same', () => {
    const texts = [client('a'), client('poison'), client('poison'), client('b')];
    expect(run(throwing(clients, 'toRow'), texts)).toEqual({
      outcomes: ['candidate', 'unprocessable', 'equal_item', 'candidate'],
      threw: [1],
    });
  });

  // Beyond what a comparison can read: JSON.parse, which reads the item otherwise, takes any depth.
  const unread = (key: string, more = ''): string => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    return `{"partner_client_id":"${key}",${more}"x":${deep}}`;
  };

  it.each([
    ['the first', [unread('a'), client('a'), client('a')], ['unprocessable', 'candidate', 'equal_item'], [0]],
    [
      'one in the middle',
      [client('a'), unread('a'), client('a')],
      ['candidate', 'unprocessable', 'equal_item'],
      [1],
    ],
    [
      'one of those that differ',
      [unread('a'), client('a'), client('a', { entity_type: 'LLP' })],
      ['unprocessable', 'conflicting_items', 'conflicting_items'],
      [0],
    ],
    [
      // The last one is compared with nobody any more, and judged alone.
      'every one but the last',
      [unread('a'), unread('a'), unread('a', ' ')],
      ['unprocessable', 'unprocessable', 'required'],
      [0, 1],
    ],
  ])('is unprocessable when it cannot be compared: %s of its key', (_which, texts, outcomes, threw) => {
    expect(run(clients, texts)).toEqual({ outcomes, threw });
  });

  it('is unprocessable when its claims cannot be read, and shares none of them', () => {
    const { inner } = clientsWithClaims;
    if (inner === undefined) throw new Error('clients with claims have claims inside');
    const kind: RecordKind = {
      ...clientsWithClaims,
      read: (text) => {
        const object = clientsWithClaims.read(text);
        if (text.includes('poison')) {
          Object.defineProperty(object, inner.member, {
            get: () => {
              throw new Error('poison');
            },
          });
        }
        return object;
      },
    };
    const texts = [holding('a', 'r'), holding('poison', 'r'), holding('b', 's'), holding('c', 's')];
    expect(run(kind, texts)).toEqual({
      outcomes: ['required', 'unprocessable', 'shared_claim_key', 'shared_claim_key'],
      threw: [1],
    });
  });

  it('throws on where nobody watches', () => {
    expect(() => run(throwing(clients, 'read'), [client('poison')], false)).toThrow('of {');
  });
});
