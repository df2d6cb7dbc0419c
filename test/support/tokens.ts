import { createHash } from 'node:crypto';
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';

/** A key for TOKEN_SIGNING_KEY that a test knows, so that it can forge tokens that are almost right. */
export const SIGNING_KEY = Buffer.alloc(32, 7);
const ISSUER = 'partner-client-service';

export const nowS = (): number => Math.floor(Date.now() / 1000);

/** The name of a secret in a token: no secret, but nobody without the secret can tell it. */
function secretId(secret: string): string {
  const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();
  return sha256(sha256(secret)).subarray(0, 9).toString('base64url');
}

/** Claims as the service makes them, for a client with its secret; `undefined` leaves one out. */
export function claimsFor(
  { client_id, client_secret }: { client_id: string; client_secret: string },
  changes: Record<string, unknown> = {},
): JWTPayload {
  const claims = {
    iss: ISSUER,
    aud: ISSUER,
    sub: client_id,
    secret_id: secretId(client_secret),
    iat: nowS(),
    exp: nowS() + 60,
    ...changes,
  };
  return JSON.parse(JSON.stringify(claims)) as JWTPayload;
}

/** A header as the service makes it. */
export function tokenHeader(changes: Partial<JWTHeaderParameters> = {}): JWTHeaderParameters {
  const kid = createHash('sha256').update(SIGNING_KEY).digest('hex').slice(0, 8);
  return { alg: 'HS256', typ: 'JWT', kid, ...changes };
}

export function signed(
  claims: JWTPayload,
  header: JWTHeaderParameters = tokenHeader(),
  key: Parameters<SignJWT['sign']>[0] = SIGNING_KEY,
): Promise<string> {
  return new SignJWT(claims).setProtectedHeader(header).sign(key);
}
