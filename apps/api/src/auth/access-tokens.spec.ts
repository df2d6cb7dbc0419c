import { Configuration } from '@app/platform';
import { decodeProtectedHeader, SignJWT, type JWTPayload } from 'jose';
import { AccessTokens } from './access-tokens';
import { CLOCK_TOLERANCE_S, TOKEN_LIFETIME_S } from './verified-token';

const KEY = new Uint8Array(Buffer.alloc(32, 5));
const NEXT_KEY = new Uint8Array(Buffer.alloc(48, 6));

function tokensWith(changes: Partial<Configuration> = {}): AccessTokens {
  return new AccessTokens(Object.assign(new Configuration(), { tokenSigningKey: KEY }, changes));
}

const nowS = (): number => Math.floor(Date.now() / 1000);

/** A token as the service makes it, but for some of its claims. */
async function signedWith(changes: JWTPayload): Promise<string> {
  const { kid = '' } = decodeProtectedHeader(await tokensWith().sign('demo', 'first'));
  const claims = {
    iss: 'partner-client-service',
    aud: 'partner-client-service',
    sub: 'demo',
    secret_id: 'first',
    iat: nowS(),
    exp: nowS() + 60,
    ...changes,
  };
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid }).sign(KEY);
}

describe('AccessTokens', () => {
  it('verifies what it signed, and so does another process with the same key', async () => {
    const token = await tokensWith().sign('demo', 'first');
    const verified = await tokensWith().verify(token);
    expect(verified).toMatchObject({ clientId: 'demo', secretId: 'first' });
    expect(Math.abs(verified.issuedAtS - nowS())).toBeLessThan(5);
    expect(verified.goodUntilMs / 1000 - nowS()).toBeGreaterThan(TOKEN_LIFETIME_S - 5);
  });

  it('signs with one key and verifies with several', async () => {
    const ofBoth = { tokenSigningKey: NEXT_KEY, tokenVerificationKeys: [KEY] };
    const old = await tokensWith().sign('demo', 'first');
    const fresh = await tokensWith(ofBoth).sign('demo', 'first');
    for (const token of [old, fresh]) {
      expect(await tokensWith(ofBoth).verify(token)).toMatchObject({ clientId: 'demo' });
    }
    await expect(tokensWith().verify(fresh)).rejects.toThrow('unknown kid');
  });

  it('refuses the tokens of another installation', async () => {
    const token = await tokensWith().sign('demo', 'first');
    await expect(tokensWith({ tokenIssuer: 'other' }).verify(token)).rejects.toThrow();
    await expect(tokensWith({ tokenAudience: 'other' }).verify(token)).rejects.toThrow();
    await expect(tokensWith({ tokenSigningKey: new Uint8Array(32) }).verify(token)).rejects.toThrow();
  });

  it('bears a clock that is ahead for so long as is stated, and a lifetime of a day', async () => {
    const ahead = nowS() + CLOCK_TOLERANCE_S - 2;
    expect(await tokensWith().verify(await signedWith({ iat: ahead, nbf: ahead }))).toBeDefined();
    const longest = { iat: nowS(), exp: nowS() + TOKEN_LIFETIME_S };
    expect(await tokensWith().verify(await signedWith(longest))).toBeDefined();
    for (const refused of [
      { iat: nowS() + CLOCK_TOLERANCE_S + 5 },
      { nbf: nowS() + CLOCK_TOLERANCE_S + 5 },
      { ...longest, exp: longest.exp + 1 },
      { exp: nowS() },
    ]) {
      await expect(tokensWith().verify(await signedWith(refused))).rejects.toThrow();
    }
  });
});
