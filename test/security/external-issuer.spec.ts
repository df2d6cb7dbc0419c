import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { type Answer, send } from '../support/http';
import { freshKey, Issuer, type IssuerKey, signedBy } from '../support/issuer';
import { type Partner } from '../support/partner';
import { expectProblem } from '../support/problems';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';

/** The issuer is left alone for so long after each fetch. */
const FETCH_PAUSE_MS = 5_000;
/** The time within which a suspension takes effect. */
const SUSPENDED_WITHIN_MS = 5_000;
/** What a silent issuer may cost a request: the time limit of a fetch (2 s), and something for a busy machine. */
const SILENT_ISSUER_COSTS_MS = 4_000;

describe('tokens of an external issuer', () => {
  const issuer = new Issuer();
  let service: Service;
  let partner: Partner['credentials'];
  let key: IssuerKey;
  beforeAll(async () => {
    await issuer.start();
    key = await issuer.addKey();
    // The service must start without it.
    await issuer.stop();
    service = await startService({ workers: 0, env: { AUTH_ISSUER: issuer.url } });
    partner = service.partners[0].credentials;
  });
  afterAll(async () => {
    await service.stop();
    await issuer.stop();
  });

  const postWith = (token: string, path = '/api/v1/clients'): Promise<Answer> =>
    send(service.apiUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '[{}]',
    });
  /** Tells tokens apart that would be equal, so that none is remembered from before. */
  let tokens = 0;
  const tokenBy = (by: IssuerKey): Promise<string> =>
    signedBy(by, issuer.claims(partner.client_id, { jti: ++tokens }));
  const statusBy = async (by: IssuerKey): Promise<number> => (await postWith(await tokenBy(by))).status;
  /** The longest time that an answer took since it was last set to 0. */
  let slowestMs = 0;
  async function timedStatusBy(by: IssuerKey): Promise<number> {
    const startedMs = performance.now();
    const status = await statusBy(by);
    slowestMs = Math.max(slowestMs, performance.now() - startedMs);
    return status;
  }
  const becomes = (status: number, by: IssuerKey): Promise<boolean> =>
    waitUntil(async () => (await timedStatusBy(by)) === status, {
      withinMs: 2 * FETCH_PAUSE_MS,
      everyMs: 200,
    });

  it('wait for an issuer that was away at the start, while everything else works', async () => {
    expect((await send(`${service.apiUrl}/health/ready`)).status).toBe(200);
    expect((await service.partners[0].post('/api/v1/clients', [{}])).status).toBe(202);
    expectProblem(await postWith(await tokenBy(key)), 'issuer-away');

    await issuer.start();
    expect(await becomes(202, key)).toBe(true);
    expect(issuer.asked.slice(0, 2)).toEqual(['/.well-known/openid-configuration', '/some/keys']);
  });

  it('are accepted for the partner that they name, and show it nothing of others', async () => {
    const accepted = await postWith(await tokenBy(key));
    const { status_check_uri: uri } = accepted.json() as { status_check_uri: string };
    expect((await service.partners[0].send(uri)).status).toBe(200);
    expect((await service.partners[1].send(uri)).status).toBe(404);
  });

  it('may be signed with any of the algorithms on the list, by keys that came later', async () => {
    for (const by of await Promise.all(['PS256', 'ES256', 'EdDSA'].map((alg) => issuer.addKey(alg)))) {
      expect(await becomes(202, by)).toBe(true);
    }
  });

  it.each([undefined, 'JWT', 'at+jwt', 'AT+JWT', 'application/at+jwt'])(
    'may have the typ %s',
    async (typ) => {
      const token = await signedBy(key, issuer.claims(partner.client_id), { typ: typ as never });
      expect((await postWith(token)).status).toBe(202);
    },
  );

  it('may be meant for several services, and may hold a good deal', async () => {
    const aud = ['another-service', 'partner-client-service'];
    const token = await signedBy(key, issuer.claims(partner.client_id, { aud, groups: 'x'.repeat(4_000) }));
    expect((await postWith(token)).status).toBe(202);
  });

  it('with keys that nobody knows make the service ask at most once in five seconds', async () => {
    const before = issuer.asked.length;
    const startedMs = performance.now();
    const unknown = await freshKey();
    let refused = 0;
    while (performance.now() - startedMs < FETCH_PAUSE_MS + 1_000) {
      const statuses = await Promise.all(Array.from({ length: 10 }, () => statusBy(unknown)));
      expect(new Set(statuses)).toEqual(new Set([401]));
      refused += statuses.length;
    }
    const fetches = issuer.asked.slice(before).filter((path) => path === '/some/keys').length;
    expect(refused).toBeGreaterThan(50);
    expect([1, 2]).toContain(fetches);
  });

  it('go on while the issuer is away, silent or broken; of a key that is not known yet it is said to be away', async () => {
    const next = await issuer.addKey();
    for (const mood of ['fails', 'hangs'] as const) {
      issuer.mood = mood;
      slowestMs = 0;
      expect(await becomes(503, next)).toBe(true);
      const answer = await postWith(await tokenBy(next));
      expectProblem(answer, 'issuer-away');
      expect(answer.headers.get('retry-after')).toBe('5');
      // Longer than the pause, so that one of these has met the issuer itself.
      const untilMs = performance.now() + FETCH_PAUSE_MS + 1_000;
      while (performance.now() < untilMs) expect(await timedStatusBy(next)).toBe(503);
      expect(slowestMs).toBeLessThan(SILENT_ISSUER_COSTS_MS);
      expect(await statusBy(key)).toBe(202);
    }
    await issuer.stop();
    expect(await statusBy(key)).toBe(202);
    expect(await statusBy(next)).toBe(503);

    issuer.mood = 'answers';
    await issuer.start();
    expect(await becomes(202, next)).toBe(true);
  });

  it('end within five seconds with the suspension of their partner', async () => {
    const token = await tokenBy(key);
    expect((await postWith(token)).status).toBe(202);
    const set = (status: string): Promise<unknown> =>
      rowsOf(service.databaseUrl, 'UPDATE partners SET status = $1 WHERE client_id = $2', [
        status,
        partner.client_id,
      ]);
    await set('suspended');
    const isOver = async (): Promise<boolean> => (await postWith(token)).status === 403;
    expect(await waitUntil(isOver, { withinMs: SUSPENDED_WITHIN_MS, everyMs: 100 })).toBe(true);
    expectProblem(await postWith(await tokenBy(key)), 'partner-suspended');
    await set('active');
    expect(await becomes(202, key)).toBe(true);
  });
});
