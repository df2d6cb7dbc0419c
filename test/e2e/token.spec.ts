import { createHash } from 'node:crypto';
import { type Answer, send } from '../support/http';
import { type Service, startService } from '../support/service';
import { connected } from '../support/sql';

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const GRANT = 'grant_type=client_credentials';

/** Every character here means something in a form, in Base64 or in HTTP Basic. */
const ODD = { id: 'odd: id+&%=', secret: 'sécret: +%2F&=\u{1f511}' };
const ROTATED = 'the second secret';

const formEncoded = (text: string): string => new URLSearchParams({ x: text }).toString().slice(2);
const basic = (id: string, secret: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${formEncoded(id)}:${formEncoded(secret)}`).toString('base64')}`,
});

describe('the token route', () => {
  let service: Service;
  let id: string;
  let secret: string;

  beforeAll(async () => {
    service = await startService({ workers: 0 });
    ({ client_id: id, client_secret: secret } = service.partners[0].credentials);
    await connected(service.databaseUrl, async (connection) => {
      const registered = await connection.query<{ id: string }>(
        `INSERT INTO partners (client_id, name, currency) VALUES ($1, 'Odd', 'GBP') RETURNING id`,
        [ODD.id],
      );
      for (const live of [ODD.secret, ROTATED]) {
        await connection.query('INSERT INTO partner_secrets (partner_id, secret_hash) VALUES ($1, $2)', [
          registered.rows[0]?.id,
          createHash('sha256').update(live).digest(),
        ]);
      }
    });
  });
  afterAll(() => service.stop());

  const ask = (headers: Record<string, string>, body: string): Promise<Answer> =>
    send(`${service.apiUrl}/auth/v1/token`, { method: 'POST', headers, body });
  const json = (value: unknown, headers = {}): Promise<Answer> =>
    ask({ ...JSON_TYPE, ...headers }, JSON.stringify(value));
  const form = (fields: Record<string, string>, headers = {}): Promise<Answer> =>
    ask({ ...FORM_TYPE, ...headers }, new URLSearchParams(fields).toString());
  const grant = (client_id: string, client_secret: string): Record<string, string> => ({
    client_id,
    client_secret,
    grant_type: 'client_credentials',
  });

  async function expectToken(answer: Answer): Promise<void> {
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { access_token, ...rest } = answer.json() as { access_token: string };
    expect(rest).toEqual({ token_type: 'Bearer', expires_in: 86_400 });
    const used = await send(`${service.apiUrl}/api/v1/clients`, {
      method: 'POST',
      headers: { ...JSON_TYPE, authorization: `Bearer ${access_token}` },
      body: '[{}]',
    });
    expect(used.status).toBe(202);
  }

  function expectRefusal(answer: Answer, status: number, error: string): void {
    expect({ status: answer.status, ...(answer.json() as object) }).toEqual({
      status,
      error,
      error_description: expect.stringMatching(/^\S.{9,}/) as unknown,
    });
    expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }

  it('gives a token, good for a day, for credentials in a JSON body', async () => {
    await expectToken(await json(grant(id, secret)));
  });

  it('gives one for the form-encoded body of RFC 6749', async () => {
    await expectToken(await form(grant(id, secret)));
    await expectToken(
      await ask(
        { 'content-type': `${FORM_TYPE['content-type']}; charset=UTF-8` },
        new URLSearchParams(grant(id, secret)).toString(),
      ),
    );
  });

  it('gives one for HTTP Basic with a form or a JSON body', async () => {
    await expectToken(await ask({ ...FORM_TYPE, ...basic(id, secret) }, GRANT));
    await expectToken(await json({ grant_type: 'client_credentials' }, basic(id, secret)));
  });

  it('reads an id and a secret full of odd characters in all three forms', async () => {
    await expectToken(await json(grant(ODD.id, ODD.secret)));
    await expectToken(await form(grant(ODD.id, ODD.secret)));
    await expectToken(await ask({ ...FORM_TYPE, ...basic(ODD.id, ODD.secret) }, GRANT));
  });

  it('ignores parameters that it does not know, and letter case in its own address', async () => {
    await expectToken(await json({ ...grant(id, secret), audience: 'x', extra: [1] }));
    await expectToken(await form({ ...grant(id, secret), scope: 'all' }));
    const body = JSON.stringify(grant(id, secret));
    await expectToken(
      await send(`${service.apiUrl}/Auth/V1/Token`, { method: 'POST', headers: JSON_TYPE, body }),
    );
  });

  it('takes both of two live secrets, and refuses one at once when it is revoked', async () => {
    await expectToken(await json(grant(ODD.id, ROTATED)));
    await connected(service.databaseUrl, (connection) =>
      connection.query('UPDATE partner_secrets SET revoked_at = now() WHERE secret_hash = $1', [
        createHash('sha256').update(ROTATED).digest(),
      ]),
    );
    expectRefusal(await json(grant(ODD.id, ROTATED)), 401, 'invalid_client');
    await expectToken(await json(grant(ODD.id, ODD.secret)));
  });

  it('answers an unknown id and a wrong secret alike: 401 invalid_client', async () => {
    const wrongSecret = await json(grant(id, 'wrong'));
    const unknownId = await json(grant('nobody', secret));
    expectRefusal(wrongSecret, 401, 'invalid_client');
    expect(unknownId.text).toBe(wrongSecret.text);
    expectRefusal(await form(grant(id, secret.toLowerCase())), 401, 'invalid_client');
  });

  it('asks for HTTP Basic where that was tried in vain', async () => {
    const answer = await ask({ ...FORM_TYPE, ...basic(id, 'wrong') }, GRANT);
    expectRefusal(answer, 401, 'invalid_client');
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
  });
});
