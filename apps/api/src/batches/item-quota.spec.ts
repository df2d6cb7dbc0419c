import { KnownIdempotencyKeys, USUAL_ALLOWANCES, WaitingItems } from '@app/persistence';
import { Configuration } from '@app/platform';
import { PROBLEM_TYPES } from '../problems/problem-types';
import { ItemQuota } from './item-quota';

const QUOTA = 1000;
const PARTNER = { partnerId: '1', currency: 'GBP', ...USUAL_ALLOWANCES };

/** A quota over counts that take a while, by a clock of the test. */
function quotaOver(count: () => Promise<number>, knownKeys: readonly string[] = []) {
  const counted = jest.fn(count);
  const has = (_partnerId: string, key: string) => Promise.resolve(knownKeys.includes(key));
  const quota = new ItemQuota(
    Object.assign(new Configuration(), { partnerItemQuota: QUOTA }),
    Object.assign(Object.create(WaitingItems.prototype) as WaitingItems, { count: counted }),
    Object.assign(Object.create(KnownIdempotencyKeys.prototype) as KnownIdempotencyKeys, { has }),
  );
  return { quota, counted };
}

const slowly = (items: number, ms: number) => (): Promise<number> =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve(items);
    }, ms);
  });

/** Asks for room every 200 ms, so many times, and tells how often it was refused. */
async function refusals(quota: ItemQuota, times: number, key?: string): Promise<number> {
  let refused = 0;
  const asked: Promise<void>[] = [];
  for (let n = 0; n < times; n++) {
    asked.push(
      quota.requireRoom(PARTNER, key).catch(() => {
        refused++;
      }),
    );
    await jest.advanceTimersByTimeAsync(200);
  }
  await jest.advanceTimersByTimeAsync(10_000);
  await Promise.all(asked);
  return refused;
}

beforeEach(() => {
  jest.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('the quota of undecided items', () => {
  it('takes effect although a count takes longer than it is good for, and counts once at a time', async () => {
    const { quota, counted } = quotaOver(slowly(5 * QUOTA, 1500));
    // Those of the first count's time are let in.
    expect(await refusals(quota, 100)).toBe(92);
    expect(counted.mock.calls.length).toBeLessThan(15);
  });

  it('lets a partner with room in without waiting for a count', async () => {
    const { quota } = quotaOver(() => new Promise<number>(() => undefined));
    await expect(quota.requireRoom(PARTNER, undefined)).resolves.toBeUndefined();
  });

  it('lets a request in that repeats a stored one, and no other', async () => {
    const { quota } = quotaOver(slowly(QUOTA, 0), ['stored']);
    expect(await refusals(quota, 5)).toBe(4);
    expect(await refusals(quota, 5, 'stored')).toBe(0);
    expect(await refusals(quota, 5, 'new')).toBe(5);
  });

  it('opens as soon as a fresh count finds room', async () => {
    let items = QUOTA;
    const { quota } = quotaOver(() => Promise.resolve(items));
    expect(await refusals(quota, 2)).toBe(1);
    items = QUOTA - 1;
    expect(await refusals(quota, 10)).toBe(0);
  });

  it('lets everybody in while nothing can be counted', async () => {
    const { quota } = quotaOver(() => Promise.reject(new Error('connect ECONNREFUSED')));
    expect(await refusals(quota, 10)).toBe(0);
  });

  it('is explained with its own words', async () => {
    const { quota } = quotaOver(() => Promise.resolve(2_000_000));
    const partner = { ...PARTNER, itemQuota: 2_000_000 };
    await quota.requireRoom(partner, undefined);
    await expect(quota.requireRoom(partner, undefined)).rejects.toMatchObject({
      code: 'backlog_full',
      detail: PROBLEM_TYPES.backlog_full.example,
    });
  });
});
