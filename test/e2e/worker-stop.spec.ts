import { setTimeout } from 'node:timers/promises';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { client, clients } from '../support/clients';
import { lockAwaited, whileHeld } from '../support/locks';
import { redisContent } from '../support/redis-content';
import { type Service, startService } from '../support/service';
import { sharedServers } from '../support/shared-servers';
import { SOON_MS } from '../support/soon';
import { rowsOf } from '../support/sql';
import { type Accepted } from '../support/status-document';
import { TcpProxy } from '../support/tcp-proxy';

/** Lets a decision come as far as its results, and no further. */
const HOLD_DECIDING = ['LOCK TABLE item_results IN SHARE MODE'];
const GRACE_MS = 6_000;
/** So long that nobody could take a job for stalled here: what is decided soon was handed back. */
const NEVER_STALLED = { QUEUE_LOCK_MS: '600000', QUEUE_STALLED_MS: '1000' };

describe('a worker that is told to stop', () => {
  let service: Service;
  let redis: TcpProxy;
  let postgres: TcpProxy;
  beforeEach(async () => {
    redis = await TcpProxy.inFrontOf(sharedServers().redisUrl);
    postgres = await TcpProxy.inFrontOf(sharedServers().databaseUrl);
    service = await startService({
      workers: 0,
      through: { redis, postgres },
      env: { SHUTDOWN_GRACE_MS: `${GRACE_MS}`, ...NEVER_STALLED },
    });
    await service.startWorker();
  });
  afterEach(async () => {
    await Promise.all([redis.pass(), postgres.pass()]);
    await service.stop();
    await Promise.all([redis.stop(), postgres.stop()]);
  });

  const events = (name: string): string[] =>
    service.logs().filter((line) => line.includes(`"event":"${name}"`));

  async function expectStopsInTime(): Promise<void> {
    const begunMs = performance.now();
    expect(await service.killWorker('SIGTERM')).toBe('exit code 0');
    expect(performance.now() - begunMs).toBeLessThan(GRACE_MS);
  }

  const answerNothing = (proxy: () => TcpProxy) => (): Promise<void> => {
    proxy().blackHole();
    return Promise.resolve();
  };

  /** Submits one item, and runs `fault` while a worker is at it and cannot end. */
  function whileDeciding(key: string, fault: () => Promise<void>): Promise<Accepted> {
    return whileHeld(service.databaseUrl, HOLD_DECIDING, async () => {
      const accepted = await service.partners[0].submitClients([client(key)]);
      await lockAwaited(service.databaseUrl);
      await fault();
      return accepted;
    });
  }

  it('finishes what it has under way and ends with exit code 0; another one does the rest', async () => {
    await service.startWorker();
    const [partner] = service.partners;
    const accepted = [];
    for (let batch = 0; batch < 6; batch++) {
      accepted.push(await partner.submitClients(clients(`stop-${batch}`, 5_000)));
    }
    await expectStopsInTime();
    for (const one of accepted) expect((await partner.decided(one)).counts.Completed).toBe(5_000);
    const [row] = await rowsOf<{ attempts: number }>(
      service.databaseUrl,
      'SELECT max(attempts) AS attempts FROM shards',
    );
    expect(row).toEqual({ attempts: 1 });
    expect(service.logs().filter((line) => /"level":"(warn|error|fatal)"/.test(line))).toEqual([]);
    // Redis has heard of the end of every job.
    const noneActive = async (): Promise<boolean> =>
      [...(await redisContent(service.redisUrl)).keys()].every((key) => !key.endsWith(':active'));
    expect(await waitUntil(noneActive, { withinMs: SOON_MS })).toBe(true);
  });

  it('hands a job back that does not end; another worker decides it at once', async () => {
    // At once, not in turns: the job waits for the test's lock no longer than lock_timeout, and a start may take its time.
    const accepted = await whileDeciding('endless', async () => {
      await Promise.all([expectStopsInTime(), service.startWorker()]);
    });
    expect(events('shards_handed_back')).toHaveLength(1);
    const [partner] = service.partners;
    expect((await partner.decided(accepted, 10_000)).counts.Completed).toBe(1);
    expect(events('shard_not_decided')).toEqual([]);
  });

  it.each([
    ['Redis refuses connections', () => redis.refuse()],
    ['Redis answers nothing', answerNothing(() => redis)],
    ['PostgreSQL refuses connections', () => postgres.refuse()],
    ['PostgreSQL answers nothing', answerNothing(() => postgres)],
  ])('ends with exit code 0 while %s', async (_what, takeAway) => {
    await takeAway();
    await expectStopsInTime();
  });

  it('ends with exit code 0 when there has been no Redis since it started', async () => {
    await service.killWorker();
    await redis.refuse();
    await service.startWorker();
    await expectStopsInTime();
  });

  it('ends with exit code 0 when Redis stops answering while the worker makes itself known there', async () => {
    await service.killWorker();
    redis.delay({ toServer: 500, toClient: 500 });
    await service.startWorker();
    // One answer has come by then, after which a connection is ready, and no second one.
    await setTimeout(1_400);
    redis.blackHole();
    await expectStopsInTime();
  });

  it('ends with exit code 0 when PostgreSQL stops answering in the middle of a job, which is decided later', async () => {
    const accepted = await whileDeciding('cut off', async () => {
      postgres.blackHole();
      await expectStopsInTime();
    });
    await postgres.pass();
    await service.startWorker();
    expect((await service.partners[0].decided(accepted)).counts.Completed).toBe(1);
  });

  it('ends with exit code 0 when Redis stops answering in the middle of a job, which is finished', async () => {
    let stopped: Promise<void> | undefined;
    const accepted = await whileDeciding('unheard', () => {
      redis.blackHole();
      stopped = expectStopsInTime();
      return Promise.resolve();
    });
    await stopped;
    expect((await service.partners[0].decided(accepted)).counts.Completed).toBe(1);
    expect(events('shards_handed_back')).toEqual([]);
  });
});
