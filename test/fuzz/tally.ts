/** Counts what was sent and how it was answered. */
export class Tally {
  private readonly byStatus = new Map<string, number>();
  requests = 0;
  /** Reads of batches until they were decided, beside the requests. */
  reads = 0;
  /** Batches that were accepted, and all their items compared with what was sent. */
  batches = 0;
  items = 0;

  answered(statuses: readonly number[]): void {
    this.requests++;
    const answer = statuses.length === 0 ? 'closed' : String(statuses[0]);
    this.byStatus.set(answer, (this.byStatus.get(answer) ?? 0) + 1);
  }

  /** How often each status was answered, for a table. */
  rows(): { answer: string; requests: number }[] {
    return [...this.byStatus].map(([answer, requests]) => ({ answer, requests }));
  }
}
