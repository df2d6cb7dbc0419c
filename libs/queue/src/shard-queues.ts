import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import Bull, { type Queue } from 'bull';
import { Configuration } from '@app/platform';
import { LANE_NAMES, LANES, type Lane } from './lanes';
import { producerConnections } from './redis-connections';
import { jobId, jobOptions, type ShardJob } from './shard-job';

/** A job and the lane that it goes to. */
export interface LanedJob {
  readonly lane: Lane;
  readonly job: ShardJob;
}

/** The queues as their producers see them: what release puts in and asks after. */
@Injectable()
export class ShardQueues implements OnApplicationShutdown {
  private readonly queues: Readonly<Record<Lane, Queue<ShardJob>>>;

  constructor(configuration: Configuration) {
    const open = (lane: Lane): Queue<ShardJob> => {
      const queue = new Bull<ShardJob>(LANES[lane].queue, {
        prefix: configuration.queuePrefix,
        createClient: producerConnections(configuration.redisUrl),
      });
      // Connection errors are logged where connections are made; unheard, they would end the process.
      queue.on('error', () => undefined);
      return queue;
    };
    this.queues = { small: open('small'), bulk: open('bulk') };
  }

  /** Whether Redis answers just now. */
  get available(): boolean {
    return LANE_NAMES.every((lane) => this.queues[lane].client.status === 'ready');
  }

  /** Enqueues jobs in the order given. Rejects within the command timeout when Redis does not take them. */
  async add(jobs: readonly LanedJob[]): Promise<void> {
    await Promise.all(
      LANE_NAMES.map(async (lane) => {
        const own = jobs.filter((entry) => entry.lane === lane);
        if (own.length === 0) return;
        await this.queues[lane].addBulk(own.map(({ job }) => ({ data: job, opts: jobOptions(job) })));
      }),
    );
  }

  /**
   * Which of these jobs nobody will work on any more: those that Bull does not know, and those that it calls ended, well or badly.
   * One round trip for each lane.
   */
  async ended(jobs: readonly LanedJob[]): Promise<readonly LanedJob[]> {
    const perLane = await Promise.all(
      LANE_NAMES.map(async (lane) => {
        const own = jobs.filter((entry) => entry.lane === lane);
        if (own.length === 0) return [];
        const queue = this.queues[lane];
        const asked = queue.client.pipeline();
        for (const { job } of own) asked.hmget(queue.toKey(jobId(job)), 'timestamp', 'finishedOn');
        const answers = (await asked.exec()) ?? [];
        return own.filter((_, position) => {
          const [error, fields] = answers[position] ?? [null, null];
          if (error !== null) throw error;
          const [timestamp, finishedOn] = fields as [string | null, string | null];
          return timestamp === null || finishedOn !== null;
        });
      }),
    );
    return perLane.flat();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(LANE_NAMES.map((lane) => this.queues[lane].close()));
  }
}
