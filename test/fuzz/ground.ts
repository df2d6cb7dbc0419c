import { type Partner } from '../support/partner';

/** Saved for each partner before the run, so that claims have clients to belong to. */
export const SAVED_CLIENT = 'fuzz-client';

/** Batches remembered for reading: the latest ones, so that some of them are still undecided. */
const REMEMBERED_BATCHES = 200;

/** What a valid request of one partner needs to know, and what its requests learn. */
export class Ground {
  private readonly batches: string[] = [];

  constructor(
    readonly token: string,
    readonly credentials: Partner['credentials'],
    /** Ids that must be answered like unknown ones: another partner's among them. */
    readonly foreignIds: readonly string[],
  ) {}

  get currency(): string {
    return this.credentials.currency;
  }

  /** Remembers where an accepted batch can be read. */
  remember(statusCheckUri: string): void {
    this.batches.push(statusCheckUri);
    if (this.batches.length > REMEMBERED_BATCHES) this.batches.shift();
  }

  /** One of the batches that are remembered. */
  batchAt(share: number): string | undefined {
    return this.batches[Math.floor(share * this.batches.length)];
  }
}
