import { ReleaseShards } from '@app/intake';
import { LANES, type ShardJob } from '@app/queue';
import { InjectQueue } from '@nestjs/bull';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { type Queue } from 'bull';

/**
 * The order of the end: take no more jobs, let those under way finish, and only then have everything closed. On its own,
 * `@nestjs/bull` would close the queues while jobs are still running.
 */
@Injectable()
export class StopTaking implements BeforeApplicationShutdown {
  constructor(
    @InjectQueue(LANES.small.queue) private readonly small: Queue<ShardJob>,
    @InjectQueue(LANES.bulk.queue) private readonly bulk: Queue<ShardJob>,
    private readonly releaseShards: ReleaseShards,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    // Pausing locally resolves when the active jobs have ended; the process as a whole has a deadline (SHUTDOWN_GRACE_MS).
    await Promise.all([this.small.pause(true), this.bulk.pause(true)]);
    await this.releaseShards.idle();
  }
}
