import { type Verdict } from '../oracle/oracle';
import { record } from './records';

/** Counts what a fault did, for its line in the fault table. */
export class FaultTally {
  private timesRun = 0;
  private timesHit = 0;
  private itemsAtStake = 0;
  private longestMs = 0;

  /** @param fault its number in the list of faults, and its name */
  constructor(
    private readonly fault: string,
    private readonly seed: number,
  ) {}

  /** The fault was set off while so many items were under way, and struck where it was meant to or did not. */
  count(hasHit: boolean, items: number): void {
    this.timesRun++;
    this.itemsAtStake += items;
    if (hasHit) this.timesHit++;
  }

  /** Everything that was accepted was decided again so long after the fault, in milliseconds. */
  recovered(afterMs: number): void {
    this.longestMs = Math.max(this.longestMs, afterMs);
  }

  /** Writes the line, with the oracle's figures. */
  write({ lost, doubled }: Pick<Verdict, 'lost' | 'doubled'>): void {
    const { fault, timesRun, timesHit, itemsAtStake, seed } = this;
    const longestRecoveryMs = Math.round(this.longestMs);
    record('faults', { fault, timesRun, timesHit, itemsAtStake, lost, doubled, longestRecoveryMs, seed });
  }
}
