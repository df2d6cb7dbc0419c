import { type ItemState, type Problem, type StatusDocument } from './status-document';

type Element = StatusDocument['result'][number];

const UTC_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Expects what docs/contract.md section 2 promises of every status document, whatever its items. */
export function expectSound(document: StatusDocument): void {
  const { result, counts, created_at: createdAt, updated_at: updatedAt } = document;
  const tally = { total: result.length, Pending: 0, Completed: 0, Duplicate: 0, Conflict: 0, Failed: 0 };
  for (const { status } of result) tally[status.state]++;
  expect(counts).toEqual(tally);
  expect(document.status).toBe(tally.Pending === 0 ? 'Completed' : 'Pending');
  expect(createdAt).toMatch(UTC_TIME);
  expect(updatedAt).toMatch(UTC_TIME);
  expect(updatedAt >= createdAt).toBe(true);
  expect(result.filter((element) => !isSound(element))).toEqual([]);
}

function isSound({ data, status: { state, validation_errors: errors, problems } }: Element): boolean {
  const explained = state !== 'Pending' && state !== 'Completed';
  return (
    problems.length > 0 === explained &&
    errors.length === problems.length &&
    problems.every(({ detail }, n) => detail !== '' && errors[n] === detail) &&
    problems.every((problem) => (problem.duplicate_of !== undefined) === isAboutDuplicate(state, problem)) &&
    problems.every((problem) => leadsSomewhere(problem, data))
  );
}

/** A claim that is saved already makes its client `Failed`, but it is a duplicate itself. */
function isAboutDuplicate(state: ItemState, { code }: Problem): boolean {
  return state === 'Duplicate' || code === 'claim_already_saved';
}

/** Whether a JSON pointer (RFC 6901) names a value of the item; the last step of a missing member is not there, of course. */
function leadsSomewhere({ code, pointer }: Problem, data: unknown): boolean {
  const steps = pointer.split('/').slice(1);
  let value = data;
  for (const [depth, step] of steps.entries()) {
    if (typeof value !== 'object' || value === null) return false;
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!Object.hasOwn(value, name)) return code === 'required' && depth === steps.length - 1;
    value = (value as Record<string, unknown>)[name];
  }
  return true;
}
