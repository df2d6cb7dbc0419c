import http, { type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { nowS } from './tokens';

/** How the issuer answers: as it should, with 503, or never. */
type Mood = 'answers' | 'fails' | 'hangs';

/** A key pair of the issuer, with its name. */
export interface IssuerKey {
  kid: string;
  alg: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  jwk: JWK;
}

/** What is to be had at an address; null for nothing. */
type Documents = Record<string, (issuer: Issuer) => unknown>;

/** An issuer that has an OpenID configuration, and its keys elsewhere. */
export const DISCOVERABLE: Documents = {
  '/.well-known/openid-configuration': ({ url }) => ({ issuer: url, jwks_uri: `${url}/some/keys` }),
  '/some/keys': (issuer) => issuer.keySet(),
};

/** An authorization server of somebody else: publishes its keys over HTTP, and signs access tokens with them. */
export class Issuer {
  mood: Mood = 'answers';
  /** The paths that were asked for, in their order. */
  readonly asked: string[] = [];
  private readonly published: IssuerKey[] = [];
  private readonly server = http.createServer(({ url: path = '' }, answer) => {
    this.asked.push(path);
    this.answer(path, answer);
  });
  private port = 0;

  constructor(private readonly documents: Documents = DISCOVERABLE) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Listens, on the same port every time. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Stops listening: connections are refused. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
    this.server.closeAllConnections();
    await closed;
  }

  /** Makes a key and publishes it beside those that there are. */
  async addKey(alg = 'RS256'): Promise<IssuerKey> {
    const key = await freshKey(alg);
    this.published.push(key);
    return key;
  }

  keySet(): { keys: JWK[] } {
    return { keys: this.published.map(({ jwk }) => jwk) };
  }

  /** Claims as this issuer makes them, for a client of the service; `undefined` leaves one out. */
  claims(clientId: string, changes: Record<string, unknown> = {}): JWTPayload {
    const claims = {
      iss: this.url,
      aud: 'partner-client-service',
      sub: clientId,
      iat: nowS(),
      exp: nowS() + 60,
      ...changes,
    };
    return JSON.parse(JSON.stringify(claims)) as JWTPayload;
  }

  private answer(path: string, answer: ServerResponse): void {
    if (this.mood === 'hangs') return;
    const document = this.documents[path]?.(this);
    if (this.mood === 'fails') answer.writeHead(503).end();
    else if (document === undefined) answer.writeHead(404).end('nothing here');
    else answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
  }
}

let keysMade = 0;

/** A key pair that nobody has published. */
export async function freshKey(alg = 'RS256'): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const kid = `key-${++keysMade}`;
  return { kid, alg, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** A token with the header of RFC 9068, but for changes of it. */
export function signedBy(
  { kid, alg, privateKey }: IssuerKey,
  claims: JWTPayload,
  header: Partial<JWTHeaderParameters> = {},
): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg, kid, typ: 'at+jwt', ...header }).sign(privateKey);
}
