import {
  type FindLost,
  type HandedOut,
  type HandOut,
  type ReleasedShard,
  type TraceContexts,
} from '@app/persistence';
import { type Metrics, type Recoveries } from '@app/platform';
import { type LanedJob, laneOf, type ShardQueues } from '@app/queue';
import { traceRelease } from './trace-release';

/** What Redis takes in one command, which has a second. */
export const SHARDS_AT_A_TIME = 1_000;

/** Released shards on the side of Bull: puts them there as jobs, and looks which of them are there no more. */
export class ShardsInQueue {
  constructor(
    private readonly handOut: HandOut,
    private readonly queues: ShardQueues,
    private readonly recoveries: Recoveries,
    private readonly metrics: Metrics,
    private readonly traceContexts: TraceContexts,
  ) {}

  /**
   * A job for each shard. What Redis does not take is taken back: it is waiting again.
   * @param begunMs `performance.now()` when the release began
   * @throws what Redis says
   */
  async enqueue({ shards, recovered }: HandedOut, begunMs: number): Promise<void> {
    for (let at = 0; at < shards.length; at += SHARDS_AT_A_TIME) {
      const some = shards.slice(at, at + SHARDS_AT_A_TIME);
      try {
        await this.queues.add(some.map(toLanedJob));
      } catch (error) {
        await this.handOut.takeBack(shards.slice(at));
        throw error;
      }
      for (const { itemCount } of some)
        this.metrics.count('shards_released_total', { lane: laneOf(itemCount) });
    }
    if (recovered > 0) this.recoveries.tell('shards_released_again', { shards: recovered }, recovered);
    traceRelease(this.traceContexts, shards, begunMs);
  }

  /** Lost is a shard whose job Bull does not know or calls ended, and after the lease also one that is said to be worked on. */
  readonly findLost: FindLost = async (suspects) => {
    const standings = await this.queues.standings(suspects.map(({ shard }) => toLanedJob(shard)));
    return suspects
      .filter(({ overdue }, position) => {
        const standing = standings[position];
        return standing === 'unknown' || standing === 'ended' || (overdue && standing === 'active');
      })
      .map(({ shard }) => shard);
  };
}

function toLanedJob({ partnerId, batchId, shardNo, itemCount, attempt }: ReleasedShard): LanedJob {
  return { lane: laneOf(itemCount), job: { partnerId, batchId, shard: shardNo, attempt } };
}
