import { PROBLEM_CATALOGUE } from './problem-catalogue';

export type ProblemCode = keyof typeof PROBLEM_CATALOGUE;
export const PROBLEM_CODES = Object.keys(PROBLEM_CATALOGUE) as readonly ProblemCode[];

/** Which item came first: one of the same request, or of the batch that is named. */
export interface DuplicateOf {
  readonly status_check_id?: string;
  readonly index: number;
}

/** Why an item is not `Completed`, for machines (docs/contract.md section 2). */
export interface Problem {
  readonly code: ProblemCode;
  /** JSON pointer (RFC 6901) into the item; `''` is the item itself. */
  readonly pointer: string;
  /**
   * One sentence without a full stop: the member, the rule and what was found, or what to do. Never a long echo of a
   * value, whose sender chooses its size.
   */
  readonly detail: string;
  readonly duplicate_of?: DuplicateOf;
}
