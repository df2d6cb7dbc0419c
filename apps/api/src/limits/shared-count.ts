import { BoundedMap } from '../bounded-map';
import { type SharedLimiter } from './shared-limiter';

/** How old this process's word to the others, and theirs to it, may be. By what comes in meanwhile a limit may be overrun. */
const TELL_EVERY_MS = 200;
const MOST_KEYS = 10_000;

/** What is known of one key's window. */
interface Count {
  /** By all processes, as it was last heard. */
  taken: number;
  /** By this process, since then. */
  own: number;
  windowEndsAtMs: number;
  telling: NodeJS.Timeout | null;
}

/** Where somebody stands in the window that runs. */
export interface CountNow {
  readonly taken: number;
  /** Milliseconds until all is back. */
  readonly resetMs: number;
}

/**
 * Counts by key for all API processes together, and never keeps anybody waiting: it counts in memory, and tells the shared counter now and
 * then. A request costs no way to Redis.
 */
export class SharedCount {
  private readonly counts = new BoundedMap<string, Count>(MOST_KEYS);

  constructor(private readonly limiter: SharedLimiter) {}

  /** What has been taken in this window, by whichever process, as far as it is known here. */
  now(key: string): CountNow {
    const windowMs = this.limiter.limit.windowS * 1000;
    const count = this.counts.get(key);
    if (count === undefined) return { taken: 0, resetMs: windowMs };
    const resetMs = count.windowEndsAtMs - Date.now();
    return resetMs > 0
      ? { taken: count.taken + count.own, resetMs }
      : { taken: count.own, resetMs: windowMs };
  }

  /** Counts points, and hears a moment later what the others have counted; none is only to hear it. */
  take(key: string, points: number): void {
    const count = this.counts.get(key) ?? { taken: 0, own: 0, windowEndsAtMs: 0, telling: null };
    this.counts.set(key, count);
    count.own += points;
    count.telling ??= setTimeout(() => void this.tell(key, count), TELL_EVERY_MS).unref();
  }

  private async tell(key: string, count: Count): Promise<void> {
    const told = count.own;
    const { taken, resetMs } = await this.limiter.take(key, told);
    count.taken = taken;
    count.own -= told;
    count.windowEndsAtMs = Date.now() + resetMs;
    // What was taken while the answer was on its way has nobody else to tell it.
    count.telling = null;
    if (count.own > 0) this.take(key, 0);
  }
}
