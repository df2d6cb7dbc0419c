import { generateKeyPairSync } from 'node:crypto';
import { exportJWK, UnsecuredJWT } from 'jose';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { type Answer, send } from '../support/http';
import { type Partner } from '../support/partner';
import { expectProblem } from '../support/problems';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { expectNothingStored } from '../support/stored';
import { claimsFor, nowS, signed, SIGNING_KEY, tokenHeader } from '../support/tokens';

/** The time within which a suspension takes effect in every process. */
const SUSPENDED_WITHIN_MS = 5_000;
const SOME_ID = '01980000-0000-7000-8000-000000000001';

describe('who may call', () => {
  let service: Service;
  let credentials: Partner['credentials'];
  beforeAll(async () => {
    service = await startService({
      workers: 0,
      env: { TOKEN_SIGNING_KEY: SIGNING_KEY.toString('base64url') },
    });
    ({ credentials } = service.partners[0]);
  });
  afterAll(() => service.stop());

  const post = (headers: Record<string, string>, path = '/api/v1/clients'): Promise<Answer> =>
    send(service.apiUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '[{}]',
    });
  const withToken = (token: string): Promise<Answer> => post({ authorization: `Bearer ${token}` });

  it('is whoever has a token that the service would make', async () => {
    expect((await withToken(await signed(claimsFor(credentials)))).status).toBe(202);
    expect((await post({ authorization: `bearer  ${await signed(claimsFor(credentials))}` })).status).toBe(
      202,
    );
  });

  it.each<[string, () => Promise<string> | string]>([
    ['is garbage', () => 'garbage'],
    ['has algorithm none', () => new UnsecuredJWT(claimsFor(credentials)).encode()],
    ['has another key', () => signed(claimsFor(credentials), tokenHeader(), Buffer.alloc(32))],
    [
      'has another HMAC',
      () => signed(claimsFor(credentials), tokenHeader({ alg: 'HS512' }), Buffer.alloc(64, 7)),
    ],
    [
      'is signed with RSA',
      () =>
        signed(
          claimsFor(credentials),
          tokenHeader({ alg: 'RS256' }),
          generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
        ),
    ],
    [
      'brings its own key',
      async () => {
        const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        return signed(
          claimsFor(credentials),
          tokenHeader({ alg: 'RS256', jwk: await exportJWK(publicKey) }),
          privateKey,
        );
      },
    ],
    ['names an unknown key', () => signed(claimsFor(credentials), tokenHeader({ kid: 'other' }))],
    ['has another issuer', () => signed(claimsFor(credentials, { iss: 'other' }))],
    ['has another audience', () => signed(claimsFor(credentials, { aud: 'other' }))],
    ['has expired', () => signed(claimsFor(credentials, { iat: nowS() - 60, exp: nowS() - 1 }))],
    ['is not yet valid', () => signed(claimsFor(credentials, { nbf: nowS() + 60 }))],
    ['has no end', () => signed(claimsFor(credentials, { exp: undefined }))],
    ['is of no secret', () => signed(claimsFor(credentials, { secret_id: undefined }))],
    ['is of another secret', () => signed(claimsFor({ ...credentials, client_secret: 'x' }))],
    ['is of nobody', () => signed(claimsFor({ ...credentials, client_id: 'nobody' }))],
    [
      'has been tampered with',
      async () =>
        (await signed(claimsFor(credentials))).replace(
          /\.[^.]+\./,
          `.${Buffer.from(JSON.stringify(claimsFor(service.partners[1].credentials))).toString('base64url')}.`,
        ),
    ],
  ])('is refused with 401 when the token %s', async (_what, token) => {
    await expectNothingStored(service, async () => {
      const answer = await withToken(await token());
      expectProblem(answer, 'unauthenticated');
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer .*error="invalid_token"/);
    });
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
