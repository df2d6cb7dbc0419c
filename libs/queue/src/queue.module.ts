import { BullModule } from '@nestjs/bull';
import { Module, type DynamicModule } from '@nestjs/common';
import { Configuration, Recoveries } from '@app/platform';
import { LANE_NAMES, LANES } from './lanes';
import { consumerConnections } from './redis/queue-connections';
import { ShardQueues } from './shard-queues';
import { workerName } from './worker-name';

/** The queues: every process can enqueue, and those that import `forWorkers` can work, too. */
@Module({ providers: [ShardQueues], exports: [ShardQueues] })
export class QueueModule {
  /**
   * Queues for `@Processor` classes, on connections of their own. A stalled job is not run again by Bull (maxStalledCount 0): it fails,
   * and release decides what happens to its shard.
   */
  static forWorkers(): DynamicModule {
    return BullModule.registerQueueAsync(
      ...LANE_NAMES.map((lane) => ({
        name: LANES[lane].queue,
        inject: [Configuration, Recoveries],
        useFactory: (configuration: Configuration, recoveries: Recoveries) => ({
          prefix: configuration.queuePrefix,
          createClient: consumerConnections(
            configuration,
            recoveries,
            workerName(configuration.queuePrefix, LANES[lane].queue),
          ),
          settings: {
            lockDuration: configuration.queueLockMs,
            stalledInterval: configuration.queueStalledMs,
            maxStalledCount: 0,
          },
        }),
      })),
    );
  }
}
