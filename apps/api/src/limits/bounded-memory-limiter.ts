import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { BoundedMap } from '../bounded-map';

/** About 5 MB of counters. Beyond them the oldest is forgotten: whoever calls under ever new names cannot fill the memory. */
const MOST_COUNTERS = 10_000;

/** Counters in memory, bounded in number: what a process counts by itself while Redis is away. */
export class BoundedMemoryLimiter extends RateLimiterMemory {
  private readonly counted = new BoundedMap<string | number, true>(MOST_COUNTERS, (oldest) => {
    void this.delete(oldest);
  });

  override consume(key: string | number, points?: number): Promise<RateLimiterRes> {
    this.counted.set(key, true);
    return super.consume(key, points);
  }
}
