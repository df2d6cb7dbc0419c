import { DropExpiredPartition, type DropOutcome, ForgetIdempotencyKeys } from '@app/persistence';
import { Configuration } from '@app/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

const INTERVAL_MS = 3600 * 1000;
/**
 * How long each attempt may wait for the table's lock, in milliseconds: everybody who comes meanwhile waits, too. So short ones first, and
 * longer ones only where the table is never free for so long.
 */
const WAITS_MS = [25, 50, 50, 100, 100, 100, 200, 200, 400, 400, 800, 800, 1000, 1000, 1000, 1000];
/** Between two attempts, so that what had to wait is served first. */
const PAUSE_MS = 2_000;

/** Drops payloads, results and idempotency keys whose time is over, at start and every hour. Any number of workers may: one at a time does. */
@Injectable()
export class RetentionTimer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(RetentionTimer.name);
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private underWay = false;

  constructor(
    private readonly configuration: Configuration,
    private readonly dropExpiredPartition: DropExpiredPartition,
    private readonly forgetIdempotencyKeys: ForgetIdempotencyKeys,
  ) {}

  onApplicationBootstrap(): void {
    void this.keepTime();
    this.timer = setInterval(() => void this.keepTime(), INTERVAL_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.stopping.abort();
  }

  private async keepTime(): Promise<void> {
    if (this.underWay) return;
    this.underWay = true;
    try {
      while ((await this.dropOne()).outcome === 'dropped');
      await this.forgetKeys();
    } catch (error) {
      if (!this.stopping.signal.aborted)
        this.log.error({ err: error }, 'retention postponed; the next try is in an hour');
    } finally {
      this.underWay = false;
    }
  }

  /** Tries until the table is free for long enough. */
  private async dropOne(): Promise<DropOutcome> {
    const { retentionDays } = this.configuration;
    for (const [attempt, waitMs] of WAITS_MS.entries()) {
      if (attempt > 0) await this.pause(PAUSE_MS * (0.5 + Math.random()));
      if (this.stopping.signal.aborted) return { outcome: 'nothing' };
      const outcome = await this.dropExpiredPartition.next(retentionDays, waitMs);
      if (outcome.outcome === 'busy') continue;
      if (outcome.outcome === 'dropped')
        this.log.log({ ...outcome, attempts: attempt + 1 }, 'partition dropped');
      if (outcome.outcome === 'held')
        this.log.warn(outcome, 'partition kept over its time: a shard of it is undecided');
      return outcome;
    }
    this.log.warn('a partition whose time is over was never free; the next try is in an hour');
    return { outcome: 'busy' };
  }

  private async forgetKeys(): Promise<void> {
    let forgotten = 0;
    for (let more = true; more && !this.stopping.signal.aborted;) {
      const some = await this.forgetIdempotencyKeys.some(this.configuration.idempotencyKeyHours);
      forgotten += some.forgotten;
      more = some.more;
    }
    if (forgotten > 0) this.log.log({ keys: forgotten }, 'idempotency keys forgotten');
  }

  /** Ends early when the worker stops. */
  private pause(ms: number): Promise<void> {
    const { signal } = this.stopping;
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end);
    });
  }
}
