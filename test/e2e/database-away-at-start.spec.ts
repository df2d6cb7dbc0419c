import { setTimeout as pause } from 'node:timers/promises';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { clients } from '../support/clients';
import { type Answer, send } from '../support/http';
import { type Service, startService } from '../support/service';
import { sharedServers } from '../support/shared-servers';
import { TcpProxy } from '../support/tcp-proxy';

/** A connection that nobody answers is given up after 5 s. */
const OPEN_WITHIN_MS = 30_000;
/** Longer than pools try to connect: 30 times, half a second apart. */
const LONGER_THAN_POOLS_TRY_MS = 17_000;

describe('a process that starts while PostgreSQL is away', () => {
  let proxy: TcpProxy;
  let service: Service;
  beforeAll(async () => {
    proxy = await TcpProxy.inFrontOf(sharedServers().databaseUrl);
    service = await startService({ through: { postgres: proxy } });
  });
  afterAll(async () => {
    await proxy.pass();
    await service.stop();
    await proxy.stop();
  });

  const health = (url: string, which: string): Promise<Answer | null> =>
    send(`${url}/health/${which}`).catch(() => null);

  it.each([
    ['api', 'refuse', LONGER_THAN_POOLS_TRY_MS],
    ['worker', 'blackHole', 0],
  ] as const)(
    'as %s (%s) is alive and not ready for as long as it takes, says so once, and begins when it is back',
    async (name, takeAway, awayMs) => {
      const [process] = name === 'api' ? service.apis : service.workers;
      if (process === undefined) throw new Error('one of each runs');
      await process.kill('SIGTERM');
      await proxy[takeAway]();
      await process.launch();

      const waits = async (): Promise<boolean> => (await health(process.url, 'ready'))?.status === 503;
      expect(await waitUntil(waits, { withinMs: OPEN_WITHIN_MS })).toBe(true);
      await pause(awayMs);
      expect((await health(process.url, 'ready'))?.json()).toEqual({
        status: 'down',
        checks: { database: 'down' },
      });
      expect((await health(process.url, 'live'))?.status).toBe(200);
      const told = service
        .logs()
        .map((line) => JSON.parse(line) as { process: string; msg: string })
        .filter((line) => line.process === name && line.msg.includes('waiting for'));
      expect(told).toEqual([expect.objectContaining({ level: 'warn', event: 'database_away' })]);

      await proxy.pass();
      expect(await waitUntil(() => process.isReady(), { withinMs: OPEN_WITHIN_MS })).toBe(true);
      const document = await service.partners[0].decideClients(clients(`after ${name}`, 3));
      expect(document.counts.Completed).toBe(3);
    },
  );

  it('ends with a sentence when PostgreSQL does not let it in', async () => {
    const url = new URL(proxy.reach(service.partnerPathUrl));
    url.password = 'another';
    expect(await service.refusalAtStart({ PARTNER_PATH_DATABASE_URL: url.href })).toMatch(
      /^PARTNER_PATH_DATABASE_URL must have a user and a password that PostgreSQL lets in, and it says: /,
    );
  });
});
