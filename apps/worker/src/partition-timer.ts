import { PreparePartitions } from '@app/persistence';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

/** Partitions stand ready weeks ahead, so that several failures in a row do no harm. */
const INTERVAL_MS = 6 * 3600 * 1000;

/** Has the partitions of the coming weeks made, at start and a few times a day. */
@Injectable()
export class PartitionTimer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(PartitionTimer.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly preparePartitions: PreparePartitions) {}

  onApplicationBootstrap(): void {
    void this.prepare();
    this.timer = setInterval(() => void this.prepare(), INTERVAL_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async prepare(): Promise<void> {
    try {
      const made = await this.preparePartitions.prepare();
      if (made > 0) this.log.log({ partitions: made }, 'partitions prepared');
    } catch (error) {
      this.log.error({ err: error }, 'partitions not prepared; the next try is in a few hours');
    }
  }
}
