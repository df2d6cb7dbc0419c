import { type Answer, send } from '../support/http';
import { Issuer, signedBy } from '../support/issuer';
import { sendExactly } from '../support/exact-request';
import { expectProblem } from '../support/problems';
import { type Service, startService } from '../support/service';
import { storedBy } from '../support/stored';
import { claimsFor, signed, SIGNING_KEY } from '../support/tokens';
import { BAD_ISSUER_TOKENS } from './tokens/bad-issuer-tokens';
import { BAD_OWN_TOKENS } from './tokens/bad-own-tokens';
import { type BadToken, type Forge } from './tokens/bad-token';
import { CONFUSED_TOKENS } from './tokens/confused-tokens';

const CLIENTS = '/api/v1/clients';

describe('an access token', () => {
  const issuer = new Issuer();
  const bait = new Issuer({ '/keys': () => issuer.keySet() });
  let service: Service;
  let forge: Forge;
  /** The answer to a text that is nothing of a token: whoever sends a bad one learns no more than this. */
  let refusal: Answer;

  beforeAll(async () => {
    await Promise.all([issuer.start(), bait.start()]);
    const [rsa, ec] = [await issuer.addKey('RS256'), await issuer.addKey('ES256')];
    service = await startService({
      workers: 0,
      env: { TOKEN_SIGNING_KEY: SIGNING_KEY.toString('base64url'), AUTH_ISSUER: issuer.url },
    });
    const [{ credentials: partner }, { credentials: other }] = service.partners;
    forge = { partner, other, issuer, rsa, ec, bait: `${bait.url}/keys` };
    refusal = await withToken('nothing');
  });
  afterAll(async () => {
    await service.stop();
    await Promise.all([issuer.stop(), bait.stop()]);
  });

  const post = (headers: Record<string, string>, path = CLIENTS): Promise<Answer> =>
    send(service.apiUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '[{}]',
    });
  const withToken = (token: string): Promise<Answer> => post({ authorization: `Bearer ${token}` });
  const good = (): Promise<string> => signed(claimsFor(forge.partner));
  const goodOfIssuer = (): Promise<string> => signedBy(forge.rsa, issuer.claims(forge.partner.client_id));

  it('is taken when it is as we or the issuer make it', async () => {
    for (const make of [good, goodOfIssuer]) expect((await withToken(await make())).status).toBe(202);
    expect((await post({ authorization: `bearer  ${await good()}` })).status).toBe(202);
  });

  describe.each<[string, readonly BadToken[]]>([
    ['of ours', BAD_OWN_TOKENS],
    ['of the issuer', BAD_ISSUER_TOKENS],
    ['that confuses keys', CONFUSED_TOKENS],
  ])('%s is refused with 401, and no word more than any other, when it has', (_whose, badTokens) => {
    it.each([...badTokens])('%s', async (_what, make) => {
      const before = await storedBy(service);
      const answer = await withToken(await make(forge));
      expectProblem(answer, 'unauthenticated');
      expect(answer.text).toBe(refusal.text);
      expect(answer.headers.get('www-authenticate')).toBe(refusal.headers.get('www-authenticate'));
      expect(await storedBy(service)).toEqual(before);
    });
  });

  it('never makes the service ask an address that it names', async () => {
    expect(bait.asked).toEqual([]);
    await fetch(forge.bait);
    expect(bait.asked).toEqual(['/keys']);
  });

  it('that is larger than all headers may be is refused before it is read', async () => {
    expect((await withToken('x'.repeat(16 * 1024))).status).toBe(431);
  });

  it('counts only where it belongs: in one Authorization header', async () => {
    const token = await good();
    const inBody = { 'content-type': 'application/x-www-form-urlencoded' };
    const elsewhere = [
      await post({}, `${CLIENTS}?access_token=${token}`),
      await send(service.apiUrl + CLIENTS, {
        method: 'POST',
        headers: inBody,
        body: `access_token=${token}`,
      }),
      await post({ cookie: `access_token=${token}; Authorization=Bearer ${token}` }),
      await post({ 'x-authorization': `Bearer ${token}`, 'proxy-authorization': `Bearer ${token}` }),
      await post({ authorization: token }),
      await post({ authorization: `Token ${token}` }),
      await post({ authorization: `Basic ${Buffer.from(`${token}:`).toString('base64')}` }),
      await post({ authorization: `Bearer ${token} ${token}` }),
      await post({ authorization: `Bearer "${token}"` }),
    ];
    for (const answer of elsewhere) {
      expectProblem(answer, 'unauthenticated');
      expect(answer.text).toBe(elsewhere[0]?.text);
    }
  });

  it('is refused beside another one, whichever comes first', async () => {
    const bearer = `Bearer ${await good()}`;
    const one = async (...values: string[]): Promise<number> => {
      const headers = values.flatMap((value) => ['Authorization', value]);
      return (
        await sendExactly(service.apiUrl + CLIENTS, {
          method: 'POST',
          headers: ['content-type', 'application/json', ...headers],
          body: '[{}]',
        })
      ).status;
    };
    expect(await one(bearer)).toBe(202);
    for (const values of [
      [bearer, 'Bearer garbage'],
      ['Bearer garbage', bearer],
      [bearer, bearer],
      ['', bearer],
    ]) {
      expect([values, await one(...values)]).toEqual([values, 401]);
    }
  });

  it('is still taken after all of these', async () => {
    for (const make of [good, goodOfIssuer]) expect((await withToken(await make())).status).toBe(202);
  });
});
