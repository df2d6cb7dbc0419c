import { jsonPointer, spelledOut } from './path';
import { type Problem } from './problem';

/** What is known about a saved record whose key a record inside of a candidate has. */
export interface InnerSavedBefore {
  /** The member of the item that holds the inner records, as the record kind names it. */
  readonly member: string;
  /** Position of the inner record: that of the candidate's `inner`, which is that of the array. */
  readonly at: number;
  /** The member that holds its key. */
  readonly keyMember: string;
  /** The batch and the item that the saved record came from: its client's item, if it was inside of one. */
  readonly statusCheckId: string;
  readonly index: number;
}

/** The problem of an item of which an inner record is saved already (docs/contract.md section 3, step 6, route 3). */
export function innerAlreadySaved({
  member,
  at,
  keyMember,
  statusCheckId,
  index,
}: InnerSavedBefore): Problem {
  const path = [member, at, keyMember];
  return {
    code: 'claim_already_saved',
    pointer: jsonPointer(path),
    detail: `${spelledOut(path)} was saved before (item ${index} of ${statusCheckId}), so nothing of this item is saved; send it again without this claim`,
    duplicate_of: { status_check_id: statusCheckId, index },
  };
}
