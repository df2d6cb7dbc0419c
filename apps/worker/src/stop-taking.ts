import { ReleaseShards } from '@app/intake';
import { LANES, type ShardJob } from '@app/queue';
import { InjectQueue } from '@nestjs/bull';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { type Queue } from 'bull';
import { DecideJob } from './decide-job';

/**
 * The order of the end: take no more jobs, let those under way finish, and only then have everything closed. On its own,
 * `@nestjs/bull` would close the queues while jobs are still running.
 */
@Injectable()
export class StopTaking implements BeforeApplicationShutdown {
  private readonly log = new Logger(StopTaking.name);

  constructor(
    @InjectQueue(LANES.small.queue) private readonly small: Queue<ShardJob>,
    @InjectQueue(LANES.bulk.queue) private readonly bulk: Queue<ShardJob>,
    private readonly decideJob: DecideJob,
    private readonly releaseShards: ReleaseShards,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    for (const queue of [this.small, this.bulk]) this.pause(queue);
    // Not Bull's word on it, which it gives only while Redis answers; the process as a whole has a deadline (SHUTDOWN_GRACE_MS).
    await this.decideJob.idle();
    await this.releaseShards.idle();
  }

  /** Bull pauses by reconnecting, which ends in an error of nobody's while Redis is away; then no job comes anyway. */
  private pause(queue: Queue<ShardJob>): void {
    if (queue.client.status !== 'ready') return;
    queue.pause(true, true).catch((error: unknown) => {
      this.log.warn({ err: error }, 'a queue could not be paused');
    });
  }
}
