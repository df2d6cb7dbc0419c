import { send } from '../support/http';
import { Issuer, signedBy } from '../support/issuer';
import { type Service, startService } from '../support/service';

const CONFIGURATION = '/.well-known/openid-configuration';

describe('the keys of an external issuer', () => {
  const started: { stop: () => Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((one) => one.stop()));
  });

  async function startedIssuer(issuer: Issuer): Promise<Issuer> {
    await issuer.start();
    started.push(issuer);
    return issuer;
  }

  /** The answer to a token of the issuer, from a service that knows it by these settings. */
  async function answerTo(
    issuer: Issuer,
    env: Record<string, string> = {},
    claims: (clientId: string) => Record<string, unknown> = () => ({}),
  ): Promise<number> {
    const service: Service = await startService({ workers: 0, env: { AUTH_ISSUER: issuer.url, ...env } });
    started.push(service);
    const clientId = service.partners[0].credentials.client_id;
    const token = await signedBy(await issuer.addKey(), issuer.claims(clientId, claims(clientId)));
    const answer = await send(`${service.apiUrl}/api/v1/clients/status/x`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.status;
  }
  /** A good token, and nothing at the address. */
  const TAKEN = 404;

  it('are at AUTH_JWKS_URL, where it is set, and nothing else is asked for', async () => {
    const issuer = await startedIssuer(new Issuer());
    expect(await answerTo(issuer, { AUTH_JWKS_URL: `${issuer.url}/some/keys` })).toBe(TAKEN);
    expect(issuer.asked).toEqual(['/some/keys']);
  });

  it('are at /.well-known/jwks.json of an issuer without an OpenID configuration', async () => {
    const issuer = await startedIssuer(new Issuer({ '/.well-known/jwks.json': (own) => own.keySet() }));
    expect(await answerTo(issuer)).toBe(TAKEN);
    expect(issuer.asked).toEqual([CONFIGURATION, '/.well-known/jwks.json']);
  });

  it.each<[string, ConstructorParameters<typeof Issuer>[0]]>([
    [
      'are not taken from the configuration of another issuer',
      { [CONFIGURATION]: ({ url }) => ({ issuer: `${url}/other`, jwks_uri: `${url}/some/keys` }) },
    ],
    [
      'are not fetched from an address that anybody on the way could answer for',
      { [CONFIGURATION]: ({ url }) => ({ issuer: url, jwks_uri: 'http://issuer.invalid/some/keys' }) },
    ],
    ['are not there where no set of keys is', { '/.well-known/jwks.json': () => ({ keys: 'none' }) }],
    [
      'are not read where they do not end',
      { '/.well-known/jwks.json': (own) => ({ ...own.keySet(), filling: 'x'.repeat(300_000) }) },
    ],
  ])('%s', async (_what, documents) => {
    const issuer = await startedIssuer(
      new Issuer({ '/some/keys': (own: Issuer) => own.keySet(), ...documents }),
    );
    expect(await answerTo(issuer)).toBe(503);
    expect(issuer.asked).not.toContain('/some/keys');
  });

  it('count for the audience and the claim that are set', async () => {
    const issuer = await startedIssuer(new Issuer());
    const env = { AUTH_AUDIENCE: 'https://api.example', AUTH_PARTNER_CLAIM: 'client_id' };
    const claims = (clientId: string): Record<string, string> => ({
      aud: 'https://api.example',
      client_id: clientId,
      sub: 'an account of theirs',
    });
    expect(await answerTo(issuer, env, claims)).toBe(TAKEN);
    expect(await answerTo(issuer, env)).toBe(401);
  });
});
