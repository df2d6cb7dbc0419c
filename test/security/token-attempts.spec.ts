import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { type ExactAnswer, sendExactly } from '../support/exact-request';
import { type Service, startService } from '../support/service';
import { TcpProxy } from '../support/tcp-proxy';
import { sharedServers } from '../support/shared-servers';

const PER_CLIENT = 3;
const PER_ADDRESS = 8;
const WINDOW_S = 120;
const LIMITS = {
  TOKEN_FAILURES_PER_CLIENT: String(PER_CLIENT),
  TOKEN_FAILURES_PER_ADDRESS: String(PER_ADDRESS),
  TOKEN_FAILURES_WINDOW_S: String(WINDOW_S),
};
/** Short enough to wait for its end, where that is the point. */
const SHORT_WINDOW_S = 5;
/** What a silent Redis may cost a request: two counters at once, twice 0.2 s, and something for a busy machine. */
const SILENT_REDIS_COSTS_MS = 1_500;

// A counter that Redis does not answer within 0.2 s is each process's own, which a machine that stands still for a moment brings about.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

/** Each test calls from addresses of its own, so that none counts for another. */
let addresses = 0;
const freshAddress = (): string => `127.0.5.${++addresses}`;

describe('wrong credentials', () => {
  let service: Service;
  let redis: TcpProxy;
  let id: string;
  let secret: string;
  beforeAll(async () => {
    redis = await TcpProxy.inFrontOf(sharedServers().redisUrl);
    service = await startService({ apis: 2, workers: 0, env: LIMITS, through: { redis } });
    ({ client_id: id, client_secret: secret } = service.partners[0].credentials);
  });
  afterAll(async () => {
    await service.stop();
    await redis.stop();
  });

  interface Ask {
    from: string;
    clientId?: string;
    clientSecret?: string;
    /** Which of the API processes. */
    api?: number;
    forwardedFor?: string;
  }
  function ask({
    from,
    clientId = id,
    clientSecret = 'wrong',
    api = 0,
    forwardedFor,
  }: Ask): Promise<ExactAnswer> {
    const { url } = service.apis[api] ?? { url: '' };
    const body = { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' };
    const forwarded = forwardedFor === undefined ? [] : ['x-forwarded-for', forwardedFor];
    return sendExactly(`${url}/auth/v1/token`, {
      method: 'POST',
      headers: ['content-type', 'application/json', ...forwarded],
      body: JSON.stringify(body),
      from,
    });
  }
  const status = async (request: Ask): Promise<number> => (await ask(request)).status;
  async function statuses(times: number, request: (n: number) => Ask): Promise<number[]> {
    const seen: number[] = [];
    for (let n = 0; n < times; n++) seen.push(await status(request(n)));
    return seen;
  }
  const ALL_REFUSED = Array<number>(PER_CLIENT).fill(401);

  it('are answered 429 after a few, by both processes together, and right ones are not looked at then', async () => {
    const from = freshAddress();
    expect(await statuses(PER_CLIENT, (n) => ({ from, api: n % 2 }))).toEqual(ALL_REFUSED);
    for (const api of [0, 1]) {
      for (const clientSecret of ['wrong', secret]) {
        const answer = await ask({ from, api, clientSecret });
        expect(answer.status).toBe(429);
        expect(answer.headers['content-type']).toMatch(/^application\/json/);
        expect(answer.headers['cache-control']).toBe('no-store');
        expect(JSON.parse(answer.text)).toEqual({
          error: 'slow_down',
          error_description: expect.stringMatching(/^[A-Z].*\.$/) as unknown,
        });
        expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
        expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(WINDOW_S);
      }
    }
  });

  it('do not keep the partner itself from its token, which calls from elsewhere', async () => {
    const attacker = freshAddress();
    expect(await statuses(PER_CLIENT, () => ({ from: attacker }))).toEqual(ALL_REFUSED);
    expect(await status({ from: attacker, clientSecret: secret })).toBe(429);
    expect(await status({ from: freshAddress(), clientSecret: secret })).toBe(200);
  });

  it('are counted for a client id that nobody has like for any other', async () => {
    const from = freshAddress();
    const seen = await statuses(PER_CLIENT + 1, () => ({ from, clientId: 'nobody' }));
    expect(seen).toEqual([...ALL_REFUSED, 429]);
    expect(await status({ from, clientSecret: secret })).toBe(200);
  });

  it('for ever new client ids are counted by address', async () => {
    const from = freshAddress();
    const seen = await statuses(PER_ADDRESS + 2, (n) => ({ from, clientId: `id-${n}` }));
    expect(seen).toEqual([...Array<number>(PER_ADDRESS).fill(401), 429, 429]);
    expect(await status({ from, clientSecret: secret })).toBe(429);
    expect(await status({ from: freshAddress(), clientSecret: secret })).toBe(200);
  });

  it('count, right ones do not', async () => {
    const from = freshAddress();
    const seen = await statuses(3 * PER_ADDRESS, () => ({ from, clientSecret: secret }));
    expect(new Set(seen)).toEqual(new Set([200]));
  });

  it('learn nothing more when many are sent at the same moment', async () => {
    const from = freshAddress();
    const seen = await Promise.all(Array.from({ length: 30 }, (_, n) => status({ from, api: n % 2 })));
    expect(seen.filter((one) => one === 401)).toHaveLength(PER_CLIENT);
    expect(seen.filter((one) => one === 429)).toHaveLength(30 - PER_CLIENT);
  });

  it('are not excused by an X-Forwarded-For that anybody can write', async () => {
    const from = freshAddress();
    const seen = await statuses(PER_CLIENT + 1, (n) => ({ from, forwardedFor: `203.0.113.${n}` }));
    expect(seen).toEqual([...ALL_REFUSED, 429]);
  });

  it('are counted by each process alone while Redis is silent, which costs a moment only', async () => {
    const from = freshAddress();
    redis.blackHole();
    try {
      const startedMs = performance.now();
      expect(await status({ from, clientSecret: secret })).toBe(200);
      expect(performance.now() - startedMs).toBeLessThan(SILENT_REDIS_COSTS_MS);
      expect(await statuses(PER_CLIENT + 1, () => ({ from }))).toEqual([...ALL_REFUSED, 429]);
      expect(await statuses(PER_CLIENT + 1, () => ({ from, api: 1 }))).toEqual([...ALL_REFUSED, 429]);
      expect(redis.swallowed).toBeGreaterThan(0);
    } finally {
      await redis.pass();
    }
  });

  it('are counted by each process alone while Redis is away, and together again when it is back', async () => {
    const from = freshAddress();
    await redis.refuse();
    try {
      expect(await statuses(PER_CLIENT + 1, () => ({ from }))).toEqual([...ALL_REFUSED, 429]);
      expect(await status({ from, api: 1, clientSecret: secret })).toBe(200);
    } finally {
      await redis.pass();
    }
    const isShared = async (): Promise<boolean> => {
      const fresh = freshAddress();
      await statuses(PER_CLIENT, () => ({ from: fresh }));
      return (await status({ from: fresh, api: 1, clientSecret: secret })) === 429;
    };
    expect(await waitUntil(isShared, { withinMs: 10_000, everyMs: 200 })).toBe(true);
  });
});

describe('behind a proxy that is trusted, wrong credentials', () => {
  let service: Service;
  beforeAll(async () => {
    const env = {
      ...LIMITS,
      TOKEN_FAILURES_WINDOW_S: String(SHORT_WINDOW_S),
      TRUSTED_PROXIES: '127.0.9.0/24',
    };
    service = await startService({ workers: 0, env });
  });
  afterAll(() => service.stop());

  async function status(from: string, forwardedFor: string): Promise<number> {
    const { client_id } = service.partners[0].credentials;
    const answer = await sendExactly(`${service.apiUrl}/auth/v1/token`, {
      method: 'POST',
      headers: ['content-type', 'application/json', 'x-forwarded-for', forwardedFor],
      body: JSON.stringify({ client_id, client_secret: 'wrong', grant_type: 'client_credentials' }),
      from,
    });
    return answer.status;
  }

  it('are counted by the address that the proxy names, and by no other that the caller has put before it', async () => {
    const seen: number[] = [];
    for (let n = 0; n <= PER_CLIENT; n++)
      seen.push(await status('127.0.9.1', `203.0.113.${n}, 198.51.100.7`));
    expect(seen).toEqual([...Array<number>(PER_CLIENT).fill(401), 429]);
    expect(await status('127.0.9.2', '198.51.100.7')).toBe(429);
    expect(await status('127.0.9.1', '198.51.100.8')).toBe(401);
  });

  it('are forgotten when the time is over that Retry-After says', async () => {
    const address = '198.51.102.1';
    const isOver = async (): Promise<boolean> => (await status('127.0.9.1', address)) === 401;
    expect(await waitUntil(async () => !(await isOver()), { withinMs: 10_000, everyMs: 0 })).toBe(true);
    const startedMs = performance.now();
    expect(await waitUntil(isOver, { withinMs: (SHORT_WINDOW_S + 2) * 1000, everyMs: 100 })).toBe(true);
    expect(performance.now() - startedMs).toBeGreaterThan(1_000);
  });

  it('are counted by the address of the connection where somebody else sends the header', async () => {
    const seen: number[] = [];
    for (let n = 0; n <= PER_CLIENT; n++) seen.push(await status('127.0.8.1', `198.51.101.${n}`));
    expect(seen).toEqual([...Array<number>(PER_CLIENT).fill(401), 429]);
  });
});
