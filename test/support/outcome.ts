import { type StatusDocument } from './status-document';

type Element = StatusDocument['result'][number];

/**
 * What became of an item, in a line: `Completed`, `Failed: invalid_value /entity_type, unknown_member /x`, `Duplicate of 0` (an
 * item of the same request), `Duplicate of saved`, `Conflict`.
 */
export function outcome({ status: { state, problems } }: Element): string {
  if (state === 'Failed') {
    return `Failed: ${problems.map(({ code, pointer }) => (pointer === '' ? code : `${code} ${pointer}`)).join(', ')}`;
  }
  const earlier = problems[0]?.duplicate_of;
  if (state !== 'Duplicate' || earlier === undefined) return state;
  return `Duplicate of ${earlier.status_check_id === undefined ? earlier.index : 'saved'}`;
}

export function outcomes({ result }: StatusDocument): string[] {
  return result.map(outcome);
}
