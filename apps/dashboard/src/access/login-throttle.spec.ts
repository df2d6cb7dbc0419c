import { LoginThrottle } from './login-throttle';

describe('the throttle of logins', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** How many of so many guesses are looked at. */
  const admitted = async (
    throttle: LoginThrottle,
    guesses: number,
    of: (n: number) => readonly [address: string, name: string],
  ): Promise<number> => {
    let count = 0;
    for (let n = 0; n < guesses; n++) {
      // Attempts in all are bounded by the minute.
      jest.advanceTimersByTime(1_100);
      if ((await throttle.admit(...of(n))) === 0) count++;
    }
    return count;
  };

  it('bounds the guesses of an address in a minute, whatever names they are at', async () => {
    const throttle = new LoginThrottle();
    expect(await admitted(throttle, 20, (n) => ['10.0.0.1', `user-${n}`])).toBe(10);
    expect(await throttle.admit('10.0.0.2', 'ann')).toBe(0);
  });

  it('locks nobody out from elsewhere by guesses at the name', async () => {
    const throttle = new LoginThrottle();
    await admitted(throttle, 100, () => ['10.0.0.1', 'ann']);
    expect(await throttle.admit('10.0.0.1', 'ann')).toBeGreaterThan(0);
    expect(await throttle.admit('10.0.0.2', 'ann')).toBe(0);
  });

  it('bounds the guesses at a name, however many addresses they come from', async () => {
    const throttle = new LoginThrottle();
    expect(await admitted(throttle, 400, (n) => [`10.0.0.${n}`, 'ann'])).toBe(300);
  });

  it('keeps the guesses of an address counted when a right password comes in between', async () => {
    const throttle = new LoginThrottle();
    const outcomes: boolean[] = [];
    for (let n = 0; n < 12; n++) {
      outcomes.push((await throttle.admit('10.0.0.1', `user-${n}`)) === 0);
      if ((await throttle.admit('10.0.0.1', 'mallory')) === 0) await throttle.forgive('10.0.0.1', 'mallory');
    }
    expect(outcomes.filter(Boolean)).toHaveLength(10);
  });

  it('does not count right passwords as guesses', async () => {
    const throttle = new LoginThrottle();
    for (let n = 0; n < 30; n++) {
      expect(await throttle.admit('10.0.0.1', 'ann')).toBe(0);
      await throttle.forgive('10.0.0.1', 'ann');
    }
  });
});
