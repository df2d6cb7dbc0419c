import { createHash } from 'node:crypto';
import { Configuration } from '@app/platform';
import {
  exportJWK,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type JWTHeaderParameters,
  type JWTPayload,
} from 'jose';
import { AccessTokens, TOKEN_LIFETIME_S } from './access-tokens';

const KEY = new Uint8Array(Buffer.alloc(32, 5));
const KID = createHash('sha256').update(KEY).digest('hex').slice(0, 8);

function tokensWith(changes: Partial<Configuration> = {}): AccessTokens {
  return new AccessTokens(Object.assign(new Configuration(), { tokenSigningKey: KEY }, changes));
}

const nowS = (): number => Math.floor(Date.now() / 1000);
const HEADER: JWTHeaderParameters = { alg: 'HS256', typ: 'JWT', kid: KID };
const goodClaims = (): JWTPayload => ({
  iss: 'partner-client-service',
  aud: 'partner-client-service',
  sub: 'demo',
  secret_id: 'first',
  iat: nowS(),
  exp: nowS() + 60,
});

function signed(
  claims: JWTPayload,
  header: JWTHeaderParameters = HEADER,
  key: Parameters<SignJWT['sign']>[0] = KEY,
): Promise<string> {
  return new SignJWT(claims).setProtectedHeader(header).sign(key);
}

function without(claim: string): JWTPayload {
  return Object.fromEntries(Object.entries(goodClaims()).filter(([name]) => name !== claim));
}

describe('AccessTokens', () => {
  it('verifies what it signed, and so does another process with the same key', async () => {
    const token = await tokensWith().sign('demo', 'first');
    const verified = await tokensWith().verify(token);
    expect(verified).toMatchObject({ clientId: 'demo', secretId: 'first' });
    expect(Math.abs(verified.issuedAtS - nowS())).toBeLessThan(5);
    expect(verified.expiresAtS - nowS()).toBeGreaterThan(TOKEN_LIFETIME_S - 5);
  });

  it('takes a token with these claims from whoever has the key', async () => {
    expect(await tokensWith().verify(await signed(goodClaims()))).toMatchObject({ clientId: 'demo' });
  });

  it.each<[string, () => Promise<string> | string]>([
    ['alg none', () => new UnsecuredJWT(goodClaims()).encode()],
    ['another HMAC algorithm', () => signed(goodClaims(), { ...HEADER, alg: 'HS512' }, Buffer.alloc(64, 5))],
    ['another key', () => signed(goodClaims(), HEADER, new Uint8Array(32))],
    ['an unknown kid', () => signed(goodClaims(), { ...HEADER, kid: 'other' })],
    ['no kid', () => signed(goodClaims(), { alg: 'HS256', typ: 'JWT' })],
    ['another type', () => signed(goodClaims(), { ...HEADER, typ: 'at+jwt' })],
    ['another issuer', () => signed({ ...goodClaims(), iss: 'other' })],
    ['another audience', () => signed({ ...goodClaims(), aud: 'other' })],
    ['an end in the past', () => signed({ ...goodClaims(), exp: nowS() - 1 })],
    ['a beginning in the future', () => signed({ ...goodClaims(), nbf: nowS() + 60 })],
    ['no end', () => signed(without('exp'))],
    ['no subject', () => signed(without('sub'))],
    ['no issuer', () => signed(without('iss'))],
    ['no audience', () => signed(without('aud'))],
    ['no time of issue', () => signed(without('iat'))],
    ['no secret', () => signed(without('secret_id'))],
    ['a secret that is no string', () => signed({ ...goodClaims(), secret_id: 5 })],
    ['a subject that is no string', () => signed({ ...goodClaims(), sub: 5 as unknown as string })],
    ['a changed payload', async () => (await signed(goodClaims())).replace(/\.[^.]+\./, '.e30.')],
    ['no signature', async () => (await signed(goodClaims())).replace(/[^.]+$/, '')],
    ['nothing of a token', () => 'a.b.c'],
  ])('refuses a token with %s', async (_what, make) => {
    await expect(tokensWith().verify(await make())).rejects.toThrow();
  });

  it('refuses a token signed with a public key scheme that embeds its own key', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwk = await exportJWK(publicKey);
    const token = await signed(goodClaims(), { ...HEADER, alg: 'RS256', jwk }, privateKey);
    await expect(tokensWith().verify(token)).rejects.toThrow();
  });

  it('refuses a token whose own embedded secret verifies it', async () => {
    const foreignKey = new Uint8Array(Buffer.alloc(32, 9));
    const jwk = { kty: 'oct', k: Buffer.from(foreignKey).toString('base64url') };
    const token = await signed(goodClaims(), { ...HEADER, jwk: jwk }, foreignKey);
    await expect(tokensWith().verify(token)).rejects.toThrow();
  });

  it('refuses the tokens of another installation', async () => {
    const token = await tokensWith().sign('demo', 'first');
    await expect(tokensWith({ tokenIssuer: 'other' }).verify(token)).rejects.toThrow();
    await expect(tokensWith({ tokenAudience: 'other' }).verify(token)).rejects.toThrow();
    await expect(tokensWith({ tokenSigningKey: new Uint8Array(32) }).verify(token)).rejects.toThrow();
  });
});
