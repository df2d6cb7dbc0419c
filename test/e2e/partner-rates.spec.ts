import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { clients } from '../support/clients';
import { type Answer } from '../support/http';
import { Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { sharedServers } from '../support/shared-servers';
import { rowsOf } from '../support/sql';
import { TcpProxy } from '../support/tcp-proxy';

const REQUESTS = 60;
const ITEMS = 1000;
const LIMITS = { PARTNER_REQUESTS_PER_MINUTE: `${REQUESTS}`, PARTNER_ITEMS_PER_MINUTE: `${ITEMS}` };
const POLICY = `"requests";q=${REQUESTS};w=60, "items";q=${ITEMS};w=60`;

let service: Service;
let redis: TcpProxy;
beforeEach(async () => {
  redis = await TcpProxy.inFrontOf(sharedServers().redisUrl);
  service = await startService({ apis: 2, workers: 0, env: LIMITS, through: { redis } });
});
afterEach(async () => {
  await service.stop();
  await redis.stop();
});

/** The same partner, at the second API. */
function atOther(number: 0 | 1): Partner {
  const credentials = sharedServers().partners[number];
  if (credentials === undefined) throw new Error('two partners are registered');
  return new Partner(() => service.apis[1]?.url ?? '', credentials);
}

const ask = (partner: Partner): Promise<Answer> => partner.send('/api/v1/clients/status/none');
let batch = 0;
const send = (partner: Partner, items: number): Promise<Answer> =>
  partner.post('/api/v1/clients', clients(`rates-${batch++}`, items));

/** Asks until it is answered 429, and tells how often it was not. */
async function admitted(partners: readonly Partner[], most: number): Promise<number> {
  for (let asked = 0; asked < most; asked++) {
    const { status } = await ask(partners[asked % partners.length] as Partner);
    if (status === 429) return asked;
  }
  return most;
}

describe('the rates of a partner', () => {
  it('stop its requests at every API, say when to go on, and leave others alone', async () => {
    const [a, b] = service.partners;
    const first = await ask(a);
    expect(first.headers.get('ratelimit-policy')).toBe(POLICY);
    expect(first.headers.get('ratelimit')).toBe(`"requests";r=${REQUESTS - 1};t=60, "items";r=${ITEMS};t=60`);
    // Each API knows the other's count a moment later only, so a few more come through.
    expect(await admitted([a, atOther(0)], 10 * REQUESTS)).toBeGreaterThanOrEqual(REQUESTS - 1);
    for (const partner of [a, atOther(0)]) {
      expect(
        await waitUntil(async () => (await ask(partner)).status === 429, { withinMs: 2_000, everyMs: 50 }),
      ).toBe(true);
    }
    const refused = await send(a, 1);
    expect(refused.json()).toEqual({
      type: '/problems/rate-limited',
      title: 'Too much was sent in a minute',
      status: 429,
      detail: `This partner has sent its ${REQUESTS} requests of this minute. Go on when Retry-After is over.`,
    });
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.headers.get('ratelimit')).toBe(`"requests";r=0;t=${seconds}, "items";r=${ITEMS};t=60`);
    expect((await ask(b)).status).toBe(404);
    expect((await a.post('/api/v1/nothing', [])).status).toBe(429); // before anything is told of addresses
  });

  it('take a batch whole that is larger than a minute’s items, and then none at any API', async () => {
    const [a] = service.partners;
    expect((await send(a, 2 * ITEMS)).status).toBe(202);
    const refused = await send(a, 1);
    expect(refused.status).toBe(429);
    expect(refused.json()).toMatchObject({
      detail: 'This partner has sent its 1,000 items of this minute. Go on when Retry-After is over.',
    });
    expect(
      await waitUntil(async () => (await ask(atOther(0))).status === 429, { withinMs: 2_000, everyMs: 50 }),
    ).toBe(true);
    const [stored] = await rowsOf<{ count: number }>(
      service.databaseUrl,
      'SELECT count(*)::int FROM batches',
    );
    expect(stored?.count).toBe(1);
  });

  it('count the items of the synchronous route, and those of a repeated batch once', async () => {
    const [a] = service.partners;
    const key = { 'idempotency-key': 'once' };
    const body = clients('rates-sync', ITEMS / 2).map((item) => ({ ...item, revenue_claims: [] }));
    for (let time = 0; time < 3; time++)
      expect((await a.post('/api/v1/clients/revenueClaims', body, key)).status).toBe(200);
    expect((await ask(a)).headers.get('ratelimit')).toMatch(/"items";r=500;/);
  });

  it('are its own where it has some', async () => {
    const [a] = service.partners;
    await rowsOf(
      service.databaseUrl,
      'UPDATE partners SET requests_per_minute = 3 WHERE client_id = $1 RETURNING id',
      [a.credentials.client_id],
    );
    expect(await admitted([a], REQUESTS)).toBe(3);
  });

  it('hold at each API by itself while Redis is away, and refuse nobody for its sake', async () => {
    const [a] = service.partners;
    await redis.refuse();
    const other = atOther(0);
    expect(await admitted([a], 2 * REQUESTS)).toBe(REQUESTS);
    expect((await send(other, 1)).status).toBe(202);
    expect(await admitted([other], 2 * REQUESTS)).toBe(REQUESTS - 1);
  });

  it('cost no request a wait while Redis answers nothing', async () => {
    const [a] = service.partners;
    await ask(a);
    redis.blackHole();
    const begunMs = performance.now();
    expect(await admitted([a], 2 * REQUESTS)).toBe(REQUESTS - 1);
    expect(performance.now() - begunMs).toBeLessThan(5_000);
    await redis.pass();
  });
});
