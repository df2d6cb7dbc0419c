import { SharedCount } from './shared-count';
import { type SharedLimiter, type Standing } from './shared-limiter';

const WINDOW_MS = 60_000;

/** Two processes and the counter that they share, by a clock of the test. */
function twoProcesses() {
  let total = 0;
  let endsAtMs = 0;
  const told: number[] = [];
  const take = (_key: string, points = 1): Promise<Standing> => {
    if (Date.now() >= endsAtMs) [total, endsAtMs] = [0, Date.now() + WINDOW_MS];
    told.push(points);
    total += points;
    return Promise.resolve({ allowed: true, taken: total, remaining: 0, resetMs: endsAtMs - Date.now() });
  };
  const limiter = {
    limit: { name: 'x', points: 1, windowS: WINDOW_MS / 1000 },
    take,
  } as unknown as SharedLimiter;
  return { one: new SharedCount(limiter), other: new SharedCount(limiter), told };
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a count that processes share', () => {
  it('knows its own at once, and the others’ a moment later', async () => {
    const { one, other } = twoProcesses();
    one.take('p', 3);
    other.take('p', 4);
    expect([one.now('p').taken, other.now('p').taken]).toEqual([3, 4]);
    await jest.advanceTimersByTimeAsync(200);
    expect(other.now('p').taken).toBe(7);
    one.take('p', 1);
    await jest.advanceTimersByTimeAsync(200);
    expect(one.now('p')).toEqual({ taken: 8, resetMs: WINDOW_MS - 200 });
  });

  it('tells the others in few words, however many are counted, and each one once', async () => {
    const { one, told } = twoProcesses();
    for (let n = 0; n < 1000; n++) one.take('p', 1);
    await jest.advanceTimersByTimeAsync(1000);
    expect(told).toEqual([1000]);
    expect(one.now('p').taken).toBe(1000);
  });

  it('loses nothing that is counted while it tells', async () => {
    const { one, told } = twoProcesses();
    one.take('p', 5);
    jest.advanceTimersByTime(200);
    one.take('p', 2); // the answer is on its way
    expect(one.now('p').taken).toBe(7);
    await jest.advanceTimersByTimeAsync(400);
    expect(told).toEqual([5, 2]);
    expect(one.now('p').taken).toBe(7);
  });

  it('begins anew when the window ends', async () => {
    const { one } = twoProcesses();
    one.take('p', 5);
    await jest.advanceTimersByTimeAsync(200);
    expect(one.now('p').resetMs).toBe(WINDOW_MS);
    await jest.advanceTimersByTimeAsync(WINDOW_MS);
    expect(one.now('p')).toEqual({ taken: 0, resetMs: WINDOW_MS });
  });

  it('counts each key apart', () => {
    const { one } = twoProcesses();
    one.take('p', 5);
    expect(one.now('q').taken).toBe(0);
  });
});
