/** What a partner's developer is told about a kind of refusal: in the answer, on its page, in docs/problems.md. */
export interface ProblemType {
  readonly status: number;
  readonly title: string;
  /** Seconds for `Retry-After`, where the refusal itself does not say. */
  readonly retryAfterS?: number;
  readonly meaning: string;
  readonly remedy: string;
  /** A `detail` as the service really words it, with its default limits. */
  readonly example: string;
}
