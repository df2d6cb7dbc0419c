import { ProcessConfiguration, Recoveries } from '@app/platform';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import Bull, { type Queue } from 'bull';
import { isPaused } from './is-paused';
import { LANE_NAMES, LANES, type Lane } from './lanes';
import { checkRedisSettings } from './redis/check-settings';
import { producerConnections } from './redis/queue-connections';
import { type ShardJob } from './shard-job';
import { countWorkers, workerName } from './worker-name';

/** The queues as those see them who look at jobs and workers. */
@Injectable()
export class WatchedQueues implements OnModuleInit, OnApplicationShutdown {
  readonly queues: readonly { readonly lane: Lane; readonly queue: Queue<ShardJob> }[];

  constructor(
    private readonly configuration: ProcessConfiguration,
    recoveries: Recoveries,
  ) {
    this.queues = LANE_NAMES.map((lane) => ({
      lane,
      queue: new Bull<ShardJob>(LANES[lane].queue, {
        prefix: configuration.queuePrefix,
        createClient: producerConnections(configuration, recoveries),
      }),
    }));
  }

  /** How many worker processes are connected to the queues; null while Redis does not answer, or does not tell. */
  async workersAlive(): Promise<number | null> {
    const [first] = this.queues;
    if (first === undefined) return null;
    try {
      // A worker works on all queues: whoever is at one of them is a worker.
      return await countWorkers(first.queue, workerName(this.configuration.queuePrefix, first.queue.name));
    } catch {
      return null;
    }
  }

  /** The queues that an operator has paused; null while Redis does not answer. */
  async pausedLanes(): Promise<readonly Lane[] | null> {
    try {
      const paused = await Promise.all(this.queues.map(({ queue }) => isPaused(queue)));
      return this.queues.filter((_, at) => paused[at] === true).map(({ lane }) => lane);
    } catch {
      return null;
    }
  }

  /** @throws ConfigurationRefused */
  onModuleInit(): Promise<void> {
    return checkRedisSettings(this.configuration);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(
      this.queues.map(async ({ queue }) => {
        await queue.close().catch(() => undefined);
        // Bull leaves connections that it did not make itself.
        queue.client.disconnect();
      }),
    );
  }
}
