import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { send } from '../support/http';
import { type Credentials, PartnersCommand } from '../support/partners-command';
import { type Service, startService } from '../support/service';
import { type ServiceProcess } from '../support/service-process';

/** The time within which a revoked secret takes effect in every process. */
const EFFECTIVE_WITHIN_MS = 5_000;

describe('a secret that is changed, at two API processes', () => {
  let service: Service;
  let partners: PartnersCommand;
  beforeAll(async () => {
    service = await startService({ apis: 2, workers: 0 });
    partners = new PartnersCommand(service.databaseUrl);
  });
  afterAll(() => service.stop());

  async function tokenOf(credentials: Credentials, api: ServiceProcess): Promise<string | number> {
    const { client_id, client_secret } = credentials;
    const answer = await send(`${api.url}/auth/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id, client_secret, grant_type: 'client_credentials' }),
    });
    return answer.status === 200 ? (answer.json() as { access_token: string }).access_token : answer.status;
  }
  /** 404 for a good token: there is nothing at this address. */
  const statusOf = async (token: string | number, api: ServiceProcess): Promise<number> =>
    (await send(`${api.url}/api/v1/clients/status/x`, { headers: { authorization: `Bearer ${token}` } }))
      .status;
  /** What each process answers to a token. */
  const statuses = (token: string | number): Promise<number[]> =>
    Promise.all(service.apis.map((api) => statusOf(token, api)));

  it('works beside the new one everywhere, and ends everywhere with its tokens, when it is revoked', async () => {
    const [one, other] = service.apis as [ServiceProcess, ServiceProcess];
    const old = await partners.json<Credentials>('add', '--name', 'Turning', '--currency', 'GBP');
    const oldTokens = [await tokenOf(old, one), await tokenOf(old, other)];
    for (const token of oldTokens) expect(await statuses(token)).toEqual([404, 404]);

    const fresh = await partners.json<Credentials>('rotate', 'turning');
    // At once, in either process, whatever it has read of the partner before.
    const freshTokens = [await tokenOf(fresh, one), await tokenOf(fresh, other)];
    for (const token of [...freshTokens, ...oldTokens, await tokenOf(old, one)]) {
      expect(await statuses(token)).toEqual([404, 404]);
    }

    await partners.json('revoke', 'turning');
    expect([await tokenOf(old, one), await tokenOf(old, other)]).toEqual([401, 401]);
    const areOver = async (): Promise<boolean> => {
      const answers = await Promise.all(oldTokens.map(statuses));
      return answers.flat().every((status) => status === 401);
    };
    expect(await waitUntil(areOver, { withinMs: EFFECTIVE_WITHIN_MS, everyMs: 100 })).toBe(true);
    for (const token of freshTokens) expect(await statuses(token)).toEqual([404, 404]);
    expect(await statuses(await tokenOf(fresh, one))).toEqual([404, 404]);
  });
});
