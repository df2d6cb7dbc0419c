import { Configuration } from '@app/platform';
import { type CounterConnection } from '@app/queue';
import { BoundedMemoryLimiter } from './bounded-memory-limiter';
import { SharedLimits, type SharedLimiter } from './shared-limiter';

/** A connection that is never ready. */
const AWAY = { client: { status: 'reconnecting' } } as unknown as CounterConnection;

function limiter(points: number): SharedLimiter {
  return new SharedLimits(new Configuration(), AWAY).make({ name: 'test', points, windowS: 60 });
}

describe('SharedLimiter while Redis is away', () => {
  it('counts by itself, each key apart, and says what is left and until when', async () => {
    const limit = limiter(2);
    expect(await limit.look('a')).toEqual({ allowed: true, taken: 0, remaining: 2, resetMs: 0 });
    expect(await limit.take('a')).toEqual({ allowed: true, taken: 1, remaining: 1, resetMs: 60_000 });
    expect(await limit.take('a')).toMatchObject({ allowed: true, remaining: 0 });
    expect(await limit.look('a')).toMatchObject({ allowed: false, remaining: 0 });
    expect(await limit.take('a')).toMatchObject({ allowed: false, remaining: 0 });
    expect(await limit.take('b')).toMatchObject({ allowed: true, remaining: 1 });
  });

  it('takes several points at once', async () => {
    const limit = limiter(10);
    expect(await limit.take('a', 7)).toMatchObject({ allowed: true, remaining: 3 });
    expect(await limit.take('a', 7)).toMatchObject({ allowed: false, remaining: 0 });
  });
});

describe('BoundedMemoryLimiter', () => {
  it('forgets the oldest counter, and no younger one, when there are too many', async () => {
    const limiter = new BoundedMemoryLimiter({ points: 5, duration: 60 });
    for (let caller = 0; caller <= 10_000; caller++) await limiter.consume(caller);
    expect(await limiter.get(0)).toBeNull();
    expect(await limiter.get(1)).toMatchObject({ consumedPoints: 1 });
    expect(await limiter.get(10_000)).toMatchObject({ consumedPoints: 1 });
  });
});
