import { type FindRoom } from '@app/persistence';
import { LANE_NAMES, type Lane, laneOf, type ShardQueues } from '@app/queue';

/**
 * Waiting jobs of a lane from which on a partner gets one shard at a time. More than a hundred workers take in a tenth of a second, so that
 * none of them waits for a release; few enough that the queue of ten thousand partners is one job of each, and not 32.
 */
const ROOM_OF_LANE = 1_000;
/** How long an answer of the queue's is good for: what was added meanwhile is counted, what was taken is noticed then. */
const FRESH_MS = 100;

/** How much more than each partner's first shard the queue takes: what is in Bull is bounded by this and the number of partners. */
export class QueueRoom {
  private readonly left: Record<Lane, number> = { small: ROOM_OF_LANE, bulk: ROOM_OF_LANE };
  private askedAtMs = -Infinity;

  constructor(private readonly queues: ShardQueues) {}

  readonly find: FindRoom = async (itemCounts) => {
    if (performance.now() - this.askedAtMs > FRESH_MS) await this.ask();
    return itemCounts.map((itemCount) => this.left[laneOf(itemCount)]-- > 0);
  };

  private async ask(): Promise<void> {
    const waiting = await this.queues.waiting();
    this.askedAtMs = performance.now();
    for (const lane of LANE_NAMES) this.left[lane] = ROOM_OF_LANE - waiting[lane];
  }
}
