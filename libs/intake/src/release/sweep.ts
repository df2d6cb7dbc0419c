import { type ShardQueues } from '@app/queue';

const TURN = 'sweep';
/** A beat that comes a little early is not too early. */
const OF_INTERVAL = 0.8;
/** Looking through many partners takes PostgreSQL's time: at most so much of it. */
const MOST_OF_TIME = 0.2;

/**
 * A look at all partners that have a backlog, page by page, at a steady beat: it finds what was lost, and what nobody has asked for. Every
 * worker has a beat; one of them looks, whichever comes first.
 */
export class Sweep {
  /** The partner behind whom it goes on; null while none is under way. */
  private at: string | null = null;
  private wanted = false;
  private spentMs = 0;

  constructor(
    private readonly queues: ShardQueues,
    private readonly intervalMs: number,
  ) {}

  get isWanted(): boolean {
    return this.wanted || this.at !== null;
  }

  want(): void {
    this.wanted = true;
  }

  /** Where to go on, or null when another process has looked just now. */
  async nextPage(): Promise<string | null> {
    if (this.at !== null) {
      // A sweep of many pages takes longer than its turn.
      await this.queues.holdTurn(TURN, this.intervalMs);
      return this.at;
    }
    this.wanted = false;
    if (!(await this.queues.takeTurn(TURN, this.intervalMs * OF_INTERVAL))) return null;
    this.spentMs = 0;
    return (this.at = '0');
  }

  /** Nothing is looked for now; the next beat wants it again. */
  giveUp(): null {
    this.wanted = false;
    return (this.at = null);
  }

  /**
   * @param nextAfter where the page that was looked at ended; null when it was the last one
   * @param tookMs time that looking at it took
   */
  async pageDone(nextAfter: string | null, tookMs: number): Promise<void> {
    this.spentMs += tookMs;
    this.at = nextAfter;
    if (nextAfter !== null) return;
    const pauseMs = this.spentMs * (1 / MOST_OF_TIME - 1);
    if (pauseMs > this.intervalMs) await this.queues.holdTurn(TURN, pauseMs);
  }
}
