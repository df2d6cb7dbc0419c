import { ReadinessChecks } from './readiness-checks';

const up = { name: 'database', check: () => Promise.resolve() };

describe('ReadinessChecks', () => {
  it('is ready when every check passes, and without any check', async () => {
    const checks = new ReadinessChecks();
    expect(await checks.read()).toEqual({ ready: true, checks: {} });
    checks.register(up);
    expect(await checks.read()).toEqual({ ready: true, checks: { database: 'up' } });
  });

  it('is not ready when one check fails, and names it', async () => {
    const checks = new ReadinessChecks();
    checks.register(up);
    checks.register({ name: 'queue', check: () => Promise.reject(new Error('away')) });
    expect(await checks.read()).toEqual({ ready: false, checks: { database: 'up', queue: 'down' } });
  });

  it('counts a check that throws at once, or never answers, as failed', async () => {
    jest.useFakeTimers();
    try {
      const checks = new ReadinessChecks();
      checks.register({
        name: 'thrower',
        check: () => {
          throw new Error('at once');
        },
      });
      checks.register({ name: 'sleeper', check: () => new Promise<void>(() => undefined) });
      const answer = checks.read();
      await jest.advanceTimersByTimeAsync(1000);
      expect(await answer).toEqual({ ready: false, checks: { thrower: 'down', sleeper: 'down' } });
    } finally {
      jest.useRealTimers();
    }
  });

  it('asks each check once for questions that arrive together, and anew afterwards', async () => {
    const checks = new ReadinessChecks();
    let asked = 0;
    checks.register({
      name: 'database',
      check: async () => {
        asked += 1;
        await Promise.resolve();
      },
    });
    await Promise.all([checks.read(), checks.read(), checks.read()]);
    expect(asked).toBe(1);
    await checks.read();
    expect(asked).toBe(2);
  });

  it('is no longer ready once the process stops', async () => {
    const checks = new ReadinessChecks();
    checks.register(up);
    checks.onModuleDestroy();
    expect((await checks.read()).ready).toBe(false);
  });
});
