import { ReleaseShards } from '@app/intake';
import { ConnectionsInUse } from '@app/persistence';
import { Configuration, lastMoments, Recoveries } from '@app/platform';
import { LANES, type ShardJob } from '@app/queue';
import { InjectQueue } from '@nestjs/bull';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { type Queue } from 'bull';
import { DecideJob } from './decide-job';

/** Time that Bull gets to close, which it does at once while Redis answers. */
const CLOSE_MS = 1_000;

/**
 * The order of the end: take no more jobs, let those under way finish, hand back what does not, and only then have everything
 * closed. On its own, `@nestjs/bull` would close the queues while jobs are still running.
 */
@Injectable()
export class StopTaking implements BeforeApplicationShutdown {
  private readonly log = new Logger(StopTaking.name);
  private readonly queues: readonly Queue<ShardJob>[];

  constructor(
    @InjectQueue(LANES.small.queue) small: Queue<ShardJob>,
    @InjectQueue(LANES.bulk.queue) bulk: Queue<ShardJob>,
    private readonly configuration: Configuration,
    private readonly decideJob: DecideJob,
    private readonly releaseShards: ReleaseShards,
    private readonly connections: ConnectionsInUse,
    private readonly recoveries: Recoveries,
  ) {
    this.queues = [small, bulk];
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const queue of this.queues) this.pause(queue);
    let giveUp: NodeJS.Timeout | undefined;
    const givenUp = new Promise<void>((resolve) => {
      giveUp = setTimeout(() => {
        this.giveUp();
        resolve();
      }, lastMoments(this.configuration).giveUpMs);
    });
    // Not Bull's word on it, which it gives only while Redis answers.
    await this.decideJob.idle();
    await Promise.all(this.queues.map((queue) => this.close(queue)));
    // Bull runs a job after all that it was asking Redis for when it was paused.
    await this.decideJob.idle();
    // What it may not wait for, the next sweep of another worker finds.
    await Promise.race([this.releaseShards.idle(), givenUp]);
    clearTimeout(giveUp);
  }

  /** Jobs that are given up fail in Bull: the next release hands their shards to another worker. */
  private giveUp(): void {
    const shards = this.decideJob.handBack();
    if (shards > 0) this.recoveries.tell('shards_handed_back', { shards }, shards);
    this.connections.end();
  }

  /** Bull pauses by reconnecting, which ends in an error of nobody's while Redis is away; then no job comes anyway. */
  private pause(queue: Queue<ShardJob>): void {
    if (queue.client.status !== 'ready') return;
    queue.pause(true, true).catch((error: unknown) => {
      this.log.warn({ err: error }, 'a queue could not be paused');
    });
  }

  /**
   * Closes a queue whose jobs have ended. Told to wait for them, Bull would wait for Redis to hear of it, and fall over its own
   * attempt to reconnect where Redis does not answer.
   */
  private async close(queue: Queue<ShardJob>): Promise<void> {
    // One turn for Bull to send what became of the last jobs; closing waits its turn behind that.
    await new Promise((resolve) => setImmediate(resolve));
    const cutOff = setTimeout(() => {
      for (const client of queue.clients) client.disconnect();
    }, CLOSE_MS);
    await queue.close(true);
    clearTimeout(cutOff);
  }
}
