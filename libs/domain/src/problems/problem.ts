/**
 * Why an item is not `Completed`, for machines (docs/contract.md section 2). Codes are stable: partners branch on them.
 *
 * | code | meaning |
 * |---|---|
 * | required | a member that must be there is missing |
 * | invalid_type | the value is of the wrong JSON type |
 * | invalid_value | the type is right, the value is not |
 * | unknown_member | the object has a member that the contract does not know |
 * | not_an_object | the item itself is no JSON object |
 * | repeated_member | a member name occurs twice in one object, so that its meaning is ambiguous |
 * | equal_item | an earlier item of the same request is equal |
 * | conflicting_items | other items of the same request have the same key and different content |
 * | shared_claim_key | other items of the same request have a claim with the same key |
 * | already_saved | a record with this key was saved before |
 * | claim_already_saved | a claim of the item was saved before, so that neither the client nor any claim is saved |
 * | unknown_client | the client that a claim names has not been saved for this partner |
 * | unprocessable | the item could not be processed at all |
 * | further_violations | more rules are violated than are listed |
 */
export const PROBLEM_CODES = [
  'required',
  'invalid_type',
  'invalid_value',
  'unknown_member',
  'not_an_object',
  'repeated_member',
  'equal_item',
  'conflicting_items',
  'shared_claim_key',
  'already_saved',
  'claim_already_saved',
  'unknown_client',
  'unprocessable',
  'further_violations',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Which item came first: one of the same request, or of the batch that is named. */
export interface DuplicateOf {
  readonly status_check_id?: string;
  readonly index: number;
}

export interface Problem {
  readonly code: ProblemCode;
  /** JSON pointer (RFC 6901) into the item; `''` is the item itself. */
  readonly pointer: string;
  /** One sentence: the member, the rule, and the kind of value that was found. Never a long echo of the value. */
  readonly detail: string;
  readonly duplicate_of?: DuplicateOf;
}
