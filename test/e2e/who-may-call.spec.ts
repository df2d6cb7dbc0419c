import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { type Answer, send } from '../support/http';
import { type Partner } from '../support/partner';
import { expectProblem } from '../support/problems';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { expectNothingStored } from '../support/stored';

/** The time within which a suspension takes effect in every process. */
const SUSPENDED_WITHIN_MS = 5_000;
const SOME_ID = '01980000-0000-7000-8000-000000000001';

describe('who may call', () => {
  let service: Service;
  let credentials: Partner['credentials'];
  beforeAll(async () => {
    service = await startService({ workers: 0 });
    ({ credentials } = service.partners[0]);
  });
  afterAll(() => service.stop());

  const post = (headers: Record<string, string>, path = '/api/v1/clients'): Promise<Answer> =>
    send(service.apiUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '[{}]',
    });

  it('is refused with 401 without a token, on every route that is a partner’s, and told no more', async () => {
    for (const path of [
      '/api/v1/clients',
      '/DATA/v1/Clients',
      '/api/v1/nothing',
      '/data/v1',
      `/api/v1/clients/status/${SOME_ID}`,
    ]) {
      for (const headers of [{}, { authorization: 'Basic eDp5' }, { authorization: 'Bearer' }]) {
        const answer = await post(headers, path);
        expectProblem(answer, 'unauthenticated');
        expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm=/);
      }
    }
  });

  it('needs no token for health', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      const answer = await send(service.apiUrl + path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        expect.stringMatching(/^application\/json/) as unknown,
      ]);
    }
  });

  it('is, while it is suspended, refused with 403 on every route within five seconds, and alone', async () => {
    const [partner, other] = service.partners;
    const postStatus = async (): Promise<number> => (await partner.post('/api/v1/clients', [{}])).status;
    expect(await postStatus()).toBe(202);

    await rowsOf(service.databaseUrl, `UPDATE partners SET status = 'suspended' WHERE client_id = $1`, [
      credentials.client_id,
    ]);
    expect(
      await waitUntil(async () => (await postStatus()) === 403, {
        withinMs: SUSPENDED_WITHIN_MS,
        everyMs: 100,
      }),
    ).toBe(true);
    await expectNothingStored(service, async () => {
      expectProblem(await partner.post('/api/v1/clients', [{}]), 'partner-suspended');
      expectProblem(await partner.send(`/data/v1/clients/status/${SOME_ID}`), 'partner-suspended');
      expectProblem(await partner.send('/api/v1/nothing'), 'partner-suspended');
    });
    const { client_id, client_secret } = partner.credentials;
    const token = await send(`${service.apiUrl}/auth/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id, client_secret, grant_type: 'client_credentials' }),
    });
    expect([token.status, token.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'unauthorized_client' }),
    ]);
    expect((await other.post('/api/v1/clients', [{}])).status).toBe(202);
  });
});
