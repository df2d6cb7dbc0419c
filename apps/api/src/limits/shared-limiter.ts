import { Configuration } from '@app/platform';
import { CounterConnection } from '@app/queue';
import { Injectable } from '@nestjs/common';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { BoundedMemoryLimiter } from './bounded-memory-limiter';

/** How much of something may be taken in a time. */
export interface Limit {
  /** Part of the counters' keys in Redis; each limit has its own. */
  readonly name: string;
  /** The most points that may be taken in a window. */
  readonly points: number;
  /** Length of a window in whole seconds; it begins with the first point taken. */
  readonly windowS: number;
}

/** Where somebody stands within a limit. */
export interface Standing {
  /** Whether what was asked for is within the limit. */
  readonly allowed: boolean;
  /** Points taken in this window, by all processes. */
  readonly taken: number;
  /** Points left of it. */
  readonly remaining: number;
  /** Milliseconds until the window ends and all points are back. */
  readonly resetMs: number;
}

/** One limit, counted by key for all API processes together. Its methods never throw: a limit is not worth a failed request. */
export class SharedLimiter {
  constructor(
    readonly limit: Limit,
    private readonly counters: RateLimiterRedis,
  ) {}

  /** Takes points; those that are beyond the limit are counted, too. */
  async take(key: string, points = 1): Promise<Standing> {
    try {
      return this.standing(await this.counters.consume(key, points), true);
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return this.standing(refused, false);
      throw refused;
    }
  }

  /** Takes nothing, and tells whether a point could be taken. */
  async look(key: string): Promise<Standing> {
    const counted = await this.counters.get(key);
    if (counted === null) return { allowed: true, taken: 0, remaining: this.limit.points, resetMs: 0 };
    return this.standing(counted, counted.consumedPoints < this.limit.points);
  }

  private standing({ consumedPoints, msBeforeNext }: RateLimiterRes, allowed: boolean): Standing {
    const remaining = Math.max(0, this.limit.points - consumedPoints);
    return { allowed, taken: consumedPoints, remaining, resetMs: Math.max(0, msBeforeNext) };
  }
}

/**
 * Makes limits that the API processes share through Redis. While Redis is away or silent, each process counts for itself: a limit is
 * then that of each process, and nobody is refused for Redis' sake.
 */
@Injectable()
export class SharedLimits {
  constructor(
    private readonly configuration: Configuration,
    private readonly connection: CounterConnection,
  ) {}

  make(limit: Limit): SharedLimiter {
    const { name, points, windowS } = limit;
    const counting = { points, duration: windowS };
    return new SharedLimiter(
      limit,
      new RateLimiterRedis({
        ...counting,
        keyPrefix: `${this.configuration.queuePrefix}:limit:${name}`,
        storeClient: this.connection.client,
        // Else each command would wait for its timeout while the connection is being made anew.
        rejectIfRedisNotReady: true,
        insuranceLimiter: new BoundedMemoryLimiter(counting),
      }),
    );
  }
}
