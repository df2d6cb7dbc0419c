import { jsonPointer } from './path';
import { type Problem } from './problem';

/** What is known about the record that a candidate's key was saved as before. */
export interface SavedBefore {
  /** The member that holds the key, as the record kind names it. */
  readonly keyMember: string;
  /** Whether the saved record holds the same content, as `RecordKind.sameAsStored` tells. */
  readonly same: boolean;
  /** The batch and the item that the record came from. */
  readonly statusCheckId: string;
  readonly index: number;
}

/** The problem of a `Duplicate` of a saved record (docs/contract.md section 3, step 5). */
export function alreadySaved({ keyMember, same, statusCheckId, index }: SavedBefore): Problem {
  const outcome = same
    ? 'with the same content; there is nothing to do'
    : 'with different content; sending it again does not change what is saved';
  return {
    code: 'already_saved',
    pointer: jsonPointer([keyMember]),
    detail: `${keyMember} was saved before (item ${index} of ${statusCheckId}) ${outcome}`,
    duplicate_of: { status_check_id: statusCheckId, index },
  };
}
