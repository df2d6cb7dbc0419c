import { randomBytes } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import { send } from '../support/http';
import { type Service, startService } from '../support/service';
import { type ServiceProcess } from '../support/service-process';

const freshKey = (): string => randomBytes(32).toString('base64url');
const [OLD_KEY, NEW_KEY] = [freshKey(), freshKey()];

/** The steps of docs/operations.md, as the environment of an API process. */
const STEPS = {
  before: { TOKEN_SIGNING_KEY: OLD_KEY, TOKEN_VERIFICATION_KEYS: '' },
  known: { TOKEN_SIGNING_KEY: OLD_KEY, TOKEN_VERIFICATION_KEYS: NEW_KEY },
  used: { TOKEN_SIGNING_KEY: NEW_KEY, TOKEN_VERIFICATION_KEYS: OLD_KEY },
  forgotten: { TOKEN_SIGNING_KEY: NEW_KEY, TOKEN_VERIFICATION_KEYS: '' },
} as const;

describe('the signing key', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ apis: 2, workers: 0, env: STEPS.before });
  });
  afterAll(() => service.stop());

  async function tokenFrom(api: ServiceProcess): Promise<string> {
    const { client_id, client_secret } = service.partners[0].credentials;
    const answer = await send(`${api.url}/auth/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id, client_secret, grant_type: 'client_credentials' }),
    });
    if (answer.status !== 200) throw new Error(`no token: ${answer.status} ${answer.text}`);
    return (answer.json() as { access_token: string }).access_token;
  }
  /** 404 for a good token: there is nothing at this address. */
  const statusOf = async (api: ServiceProcess, token: string): Promise<number> =>
    (await send(`${api.url}/api/v1/clients/status/x`, { headers: { authorization: `Bearer ${token}` } }))
      .status;

  /**
   * Partners that get tokens and use them, each at whatever process runs, until `work` has ended; a process that does not take a
   * connection is left for another one, as a load balancer does it.
   * @returns how often each status was answered
   */
  async function meanwhile(work: () => Promise<void>): Promise<Map<number, number>> {
    const seen = new Map<number, number>();
    const tokens = await Promise.all(service.apis.map(tokenFrom));
    let isOver = false;
    const call = async (): Promise<void> => {
      while (!isOver) {
        for (const api of service.apis) {
          try {
            tokens.push(await tokenFrom(api));
            const old = tokens[Math.floor(Math.random() * tokens.length)] ?? '';
            for (const token of [old, ...tokens.slice(-2)]) {
              const status = await statusOf(api, token);
              seen.set(status, (seen.get(status) ?? 0) + 1);
            }
          } catch (error) {
            if (!isConnectionLost(error)) throw error;
          }
        }
      }
    };
    const calls = [call(), call()];
    await work().finally(() => (isOver = true));
    await Promise.all(calls);
    return seen;
  }

  async function roll(step: NodeJS.ProcessEnv): Promise<void> {
    for (const api of service.apis) {
      expect(await api.kill('SIGTERM')).toBe('exit code 0');
      await api.start(step);
    }
  }

  it('is changed in two processes that take turns, without one refused request', async () => {
    const [one] = service.apis as [ServiceProcess, ServiceProcess];
    const old = await tokenFrom(one);
    const seen = await meanwhile(async () => {
      await roll(STEPS.known);
      await roll(STEPS.used);
    });
    expect([...seen.keys()]).toEqual([404]);
    expect(seen.get(404)).toBeGreaterThan(100);

    const fresh = await tokenFrom(one);
    expect(decodeProtectedHeader(fresh).kid).not.toBe(decodeProtectedHeader(old).kid);
    for (const api of service.apis)
      expect([await statusOf(api, old), await statusOf(api, fresh)]).toEqual([404, 404]);

    await roll(STEPS.forgotten);
    for (const api of service.apis)
      expect([await statusOf(api, old), await statusOf(api, fresh)]).toEqual([401, 404]);
  });

  it('refuses tokens of a key that a process does not know, which is why all learn it before one uses it', async () => {
    const [one, other] = service.apis as [ServiceProcess, ServiceProcess];
    await one.kill('SIGTERM');
    await one.start(STEPS.before);
    expect(await statusOf(other, await tokenFrom(one))).toBe(401);
    expect(await statusOf(one, await tokenFrom(other))).toBe(401);
  });
});

const LOST: readonly unknown[] = ['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET'];

/** What a client sees of a process that stops or is not there: it has no answer, and asks another one. */
function isConnectionLost(error: unknown): boolean {
  return LOST.includes((error as { cause?: { code?: unknown } }).cause?.code);
}
