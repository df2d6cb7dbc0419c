import { ProcessConfiguration, Recoveries } from '@app/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import Bull, { type Queue } from 'bull';
import { LANE_NAMES, LANES, type Lane } from './lanes';
import { producerConnections } from './redis-connections';
import { type ShardJob } from './shard-job';

/** The queues as those see them who look at jobs and workers. */
@Injectable()
export class WatchedQueues implements OnApplicationShutdown {
  readonly queues: readonly { readonly lane: Lane; readonly queue: Queue<ShardJob> }[];

  constructor(configuration: ProcessConfiguration, recoveries: Recoveries) {
    this.queues = LANE_NAMES.map((lane) => ({
      lane,
      queue: new Bull<ShardJob>(LANES[lane].queue, {
        prefix: configuration.queuePrefix,
        createClient: producerConnections(configuration.redisUrl, recoveries),
      }),
    }));
  }

  /** How many worker processes are connected to the queues; null while Redis does not answer, or does not tell. */
  async workersAlive(): Promise<number | null> {
    const [first] = this.queues;
    try {
      // A worker works on all queues: whoever is at one of them is a worker.
      const workers = (await first?.queue.getWorkers()) as readonly unknown[] | undefined;
      return workers?.length ?? null;
    } catch {
      return null;
    }
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
