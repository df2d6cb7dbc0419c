import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import Bull, { type Queue } from 'bull';
import { ProcessConfiguration, Recoveries } from '@app/platform';
import { isPaused } from './is-paused';
import { LANE_NAMES, LANES, type Lane } from './lanes';
import { checkRedisSettings } from './redis/check-settings';
import { producerConnections } from './redis/queue-connections';
import { jobId, jobOptions, type ShardJob } from './shard-job';

/** A job and the lane that it goes to. */
export interface LanedJob {
  readonly lane: Lane;
  readonly job: ShardJob;
}

/** What Bull knows about a job: nothing, that it waits or is being worked on, or that it has ended, well or badly. */
export type JobStanding = 'unknown' | 'waiting' | 'active' | 'ended';

/** The queues as their producers see them: what release puts in and asks after. */
@Injectable()
export class ShardQueues implements OnModuleInit, OnApplicationShutdown {
  private readonly queues: Readonly<Record<Lane, Queue<ShardJob>>>;
  private readonly prefix: string;

  constructor(
    private readonly configuration: ProcessConfiguration,
    private readonly recoveries: Recoveries,
  ) {
    this.prefix = configuration.queuePrefix;
    const open = (lane: Lane): Queue<ShardJob> =>
      new Bull<ShardJob>(LANES[lane].queue, {
        prefix: configuration.queuePrefix,
        createClient: producerConnections(configuration, recoveries),
      });
    this.queues = { small: open('small'), bulk: open('bulk') };
  }

  /** Whether Redis answers just now. */
  get available(): boolean {
    return LANE_NAMES.every((lane) => this.queues[lane].client.status === 'ready');
  }

  /** Enqueues jobs in the order given. Rejects within the command timeout when Redis does not take them. */
  async add(jobs: readonly LanedJob[]): Promise<void> {
    await this.ask(jobs, async (queue, own) => {
      const added = await queue.addBulk(own.map(({ job }) => ({ data: job, opts: jobOptions(job) })));
      // Bull keeps to itself what Redis says about each of them.
      if (added.some(({ id }) => (id as unknown) === undefined))
        throw new Error('Redis did not take all jobs');
    });
  }

  /** What Bull knows about each of these jobs, in their order; one round trip for each lane. */
  async standings(jobs: readonly LanedJob[]): Promise<readonly JobStanding[]> {
    const known = new Map<LanedJob, JobStanding>();
    await this.ask(jobs, async (queue, own) => {
      const asked = queue.client.pipeline();
      for (const { job } of own)
        asked.hmget(queue.toKey(jobId(job)), 'timestamp', 'processedOn', 'finishedOn');
      const answers = (await asked.exec()) ?? [];
      own.forEach((entry, position) => {
        const [error, fields] = answers[position] ?? [null, null];
        if (error !== null) throw error;
        known.set(entry, standingOf(fields as (string | null)[]));
      });
    });
    return jobs.map((job) => known.get(job) ?? 'unknown');
  }

  /** How many jobs of each lane no worker has taken yet. */
  async waiting(): Promise<Readonly<Record<Lane, number>>> {
    // While a queue is paused its jobs are in another list.
    const jobsOf = async (queue: Queue<ShardJob>): Promise<number> => {
      const lengthOf = (list: string): Promise<number> => queue.client.llen(queue.toKey(list));
      const [waiting, paused] = await Promise.all([lengthOf('wait'), lengthOf('paused')]);
      return waiting + paused;
    };
    const [small, bulk] = await Promise.all([jobsOf(this.queues.small), jobsOf(this.queues.bulk)]);
    return { small, bulk };
  }

  /** Which lanes an operator has paused. Rejects while Redis does not answer. */
  async paused(): Promise<Readonly<Record<Lane, boolean>>> {
    const [small, bulk] = await Promise.all([isPaused(this.queues.small), isPaused(this.queues.bulk)]);
    return { small, bulk };
  }

  /**
   * Takes a turn that one process has at a time, for so long; false when another one has it. When Redis refuses to keep it, the turn
   * is everybody's: what depends on it is only how often something harmless is done.
   */
  async takeTurn(turn: string, ms: number): Promise<boolean> {
    try {
      return (await this.turns.set(this.keyOf(turn), 1, 'PX', Math.ceil(ms), 'NX')) === 'OK';
    } catch {
      return true;
    }
  }

  /** Keeps a turn, so that nobody takes it for so long. */
  async holdTurn(turn: string, ms: number): Promise<void> {
    await this.turns.set(this.keyOf(turn), 1, 'PX', Math.ceil(ms)).catch(() => null);
  }

  private get turns(): Queue<ShardJob>['client'] {
    return this.queues.small.client;
  }

  private keyOf(turn: string): string {
    return `${this.prefix}:turn:${turn}`;
  }

  /** Asks each lane's queue for its part of the jobs. What Redis says to it tells whether it is away. */
  private async ask(
    jobs: readonly LanedJob[],
    work: (queue: Queue<ShardJob>, own: readonly LanedJob[]) => Promise<void>,
  ): Promise<void> {
    try {
      await Promise.all(
        LANE_NAMES.map(async (lane) => {
          const own = jobs.filter((entry) => entry.lane === lane);
          if (own.length > 0) await work(this.queues[lane], own);
        }),
      );
      this.recoveries.back('redis', this);
    } catch (error) {
      const reason = withReason(error);
      this.recoveries.away('redis', this, reason, () => this.ping());
      throw reason;
    }
  }

  /** @throws ConfigurationRefused */
  onModuleInit(): Promise<void> {
    return checkRedisSettings(this.configuration);
  }

  /** Resolves when Redis answers. */
  private async ping(): Promise<void> {
    await Promise.all(LANE_NAMES.map((lane) => this.queues[lane].client.ping()));
    this.recoveries.back('redis', this);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(
      LANE_NAMES.map(async (lane) => {
        const queue = this.queues[lane];
        await queue.close();
        // Bull leaves connections that it did not make itself.
        queue.client.disconnect();
      }),
    );
  }
}

/** What Redis refused in a MULTI, a full memory for example, ioredis keeps beside the error that says no more than EXECABORT. */
function withReason(error: unknown): unknown {
  const [first] = (error as { previousErrors?: readonly unknown[] }).previousErrors ?? [];
  return first === undefined ? error : new Error('Redis refuses commands', { cause: first });
}

function standingOf([timestamp, processedOn, finishedOn]: readonly (string | null)[]): JobStanding {
  if (typeof timestamp !== 'string') return 'unknown';
  if (typeof finishedOn === 'string') return 'ended';
  return typeof processedOn === 'string' ? 'active' : 'waiting';
}
