import { IntakeModule } from '@app/intake';
import { type Configuration, HealthModule, PlatformModule } from '@app/platform';
import { QueueModule } from '@app/queue';
import { Module, type DynamicModule } from '@nestjs/common';
import { BacklogMetrics } from './backlog-metrics';
import { DecideJob } from './decide-job';
import { PartitionTimer } from './partition-timer';
import { BulkProcessor, SmallProcessor } from './processors';
import { QueueMetrics } from './queue-metrics';
import { ReleaseTimer } from './release-timer';
import { RetentionTimer } from './retention-timer';
import { StopTaking } from './stop-taking';

/** The worker process: decides shards, and keeps releasing them. */
@Module({})
export class WorkerModule {
  static with(configuration: Configuration): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forProcess('worker', configuration),
        HealthModule,
        IntakeModule,
        QueueModule,
        QueueModule.forWorkers(),
      ],
      providers: [
        DecideJob,
        SmallProcessor,
        BulkProcessor,
        ReleaseTimer,
        PartitionTimer,
        RetentionTimer,
        StopTaking,
        BacklogMetrics,
        QueueMetrics,
      ],
    };
  }
}
