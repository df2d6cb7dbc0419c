import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { clientWith } from '../support/claims';
import { client } from '../support/clients';
import { type Answer, send } from '../support/http';
import { lockAwaited, whileHeld } from '../support/locks';
import { expectProblem } from '../support/problems';
import { type Service, startService } from '../support/service';
import { sharedServers } from '../support/shared-servers';
import { SOON_MS } from '../support/soon';
import { expectNothingStored, storedBy } from '../support/stored';
import { type Accepted } from '../support/status-document';
import { TcpProxy } from '../support/tcp-proxy';

/** Lets requests come as far as storing the batch, and no further; the statement and its COMMIT are under way then. */
const HOLD_STORING = ['LOCK TABLE shard_payloads IN SHARE MODE'];
const PATH = '/api/v1/clients';
/** For the 503 of a request whose connection leads nowhere: 5 s for the partner or for BEGIN, and a margin. */
const REFUSED_WITHIN_MS = 7_000;

describe('while the database is away', () => {
  let proxy: TcpProxy;
  let service: Service;
  let accepted: Accepted;
  beforeAll(async () => {
    proxy = await TcpProxy.inFrontOf(sharedServers().databaseUrl);
    service = await startService({ through: { postgres: proxy } });
    const [partner] = service.partners;
    accepted = await partner.submitClients([client('before')]);
    await partner.decided(accepted);
  });
  afterAll(async () => {
    await proxy.pass();
    await service.stop();
    await proxy.stop();
  });

  const health = (which: string): Promise<Answer> => send(`${service.apiUrl}/health/${which}`);
  const post = (key: string): Promise<Answer> =>
    service.partners[0].post(PATH, [client(key)], { 'idempotency-key': key });
  const askToken = (): Promise<Answer> => {
    const { client_id, client_secret } = service.partners[0].credentials;
    return send(`${service.apiUrl}/auth/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id, client_secret, grant_type: 'client_credentials' }),
    });
  };

  /** What holds once the database is back: the service recovers by itself, and the worker too. */
  async function expectRecovered(key: string): Promise<void> {
    const isReady = async (): Promise<boolean> => (await health('ready')).status === 200;
    expect(await waitUntil(isReady, { withinMs: SOON_MS })).toBe(true);
    const answer = await post(key);
    expect(answer.status).toBe(202);
    expect((await service.partners[0].decided(answer.json() as Accepted)).counts.Completed).toBe(1);
    expect((await askToken()).status).toBe(200);
  }

  it('the process lives and is not ready, whether connections are refused or nothing answers', async () => {
    for (const takeAway of ['refuse', 'blackHole'] as const) {
      expect((await health('ready')).json()).toEqual({ status: 'up', checks: { database: 'up' } });
      await proxy[takeAway]();
      const ready = await health('ready');
      expect([ready.status, ready.json()]).toEqual([503, { status: 'down', checks: { database: 'down' } }]);
      expect((await health('live')).status).toBe(200);
      await proxy.pass();
      await waitUntil(async () => (await health('ready')).status === 200, { withinMs: SOON_MS });
    }
    expect(proxy.swallowed).toBeGreaterThan(0);
    await expectRecovered('health');
  });

  it('every route that needs it answers 503 with Retry-After, nothing is stored, and all works when it is back', async () => {
    await proxy.refuse();
    await expectNothingStored(service, async () => {
      expectProblem(await post('away'), 'database-away');
      expectProblem(await service.partners[0].post(PATH, [{}]), 'database-away');
      expectProblem(await service.partners[0].send(accepted.status_check_uri), 'database-away');
      const token = await askToken();
      expect([token.status, token.json()]).toEqual([
        503,
        expect.objectContaining({ error: 'temporarily_unavailable' }),
      ]);
      expect(token.headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
      expect(token.headers.get('content-type')).toMatch(/^application\/json/);
    });
    await proxy.pass();
    await expectRecovered('away');
  });

  it('and silent, requests are answered 503 within seconds, and all works when it is back', async () => {
    await expectNothingStored(service, async () => {
      const before = proxy.swallowed;
      proxy.blackHole();
      const begunMs = performance.now();
      const answers = await Promise.all([
        // More than there are connections, of those that are known and those that are not.
        ...Array.from({ length: 30 }, (_, n) => post(`silent-${n}`)),
        service.partners[0].post('/api/v1/clients/revenueClaims', [clientWith('silent', ['silent'])]),
        service.partners[0].send(accepted.status_check_uri),
      ]);
      expect(performance.now() - begunMs).toBeLessThan(REFUSED_WITHIN_MS);
      for (const answer of answers) expectProblem(answer, 'database-away');
      expect(proxy.swallowed).toBeGreaterThan(before);
      // What was held back on the way must not arrive after all.
      await proxy.refuse();
    });
    await proxy.pass();
    await expectRecovered('silent');
    expect(service.logs().filter((line) => line.includes('"event":"database_back"')).length).toBeGreaterThan(
      0,
    );
  });

  it('a partner that this process does not know yet is answered 503, not 401', async () => {
    const [, other] = service.partners;
    await other.token();
    await proxy.refuse();
    expectProblem(await other.post(PATH, [{}]), 'database-away');
    await proxy.pass();
    expect((await other.post(PATH, [{}])).status).toBe(202);
  });

  it('and goes away between a COMMIT and its answer, a client that repeats its request ends with one batch', async () => {
    const before = await storedBy(service);
    const first = await whileHeld(service.databaseUrl, HOLD_STORING, async () => {
      const answer = post('commit');
      await lockAwaited(service.databaseUrl);
      await proxy.refuse();
      return [answer];
    });
    expectProblem(await (first[0] as Promise<Answer>), 'database-away');
    // The fault is hit: the batch is stored although its client was not told.
    const isStored = async (): Promise<boolean> => (await storedBy(service)).batches === before.batches + 1;
    expect(await waitUntil(isStored, { withinMs: SOON_MS })).toBe(true);
    await proxy.pass();
    await expectRecovered('commit');
    expect((await storedBy(service)).batches).toBe(before.batches + 1);
  });
});
