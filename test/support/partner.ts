import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { send, type Answer, type Sent } from './http';
import { type Accepted, type StatusDocument } from './status-document';

/** Reliability's bound: whatever happens, an accepted item is decided within this time. */
const DECIDED_WITHIN_MS = 30_000;

/** A partner's integration: gets its token once and sends requests with it. */
export class Partner {
  private known: Promise<string> | undefined;

  constructor(
    private readonly apiUrl: () => string,
    readonly credentials: { name: string; client_id: string; client_secret: string; currency: string },
  ) {}

  /** The access token, asked for once. */
  token(): Promise<string> {
    return (this.known ??= this.requestToken());
  }

  private async requestToken(): Promise<string> {
    const { client_id, client_secret } = this.credentials;
    const answer = await send(`${this.apiUrl()}/auth/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id, client_secret, grant_type: 'client_credentials' }),
    });
    if (answer.status !== 200) throw new Error(`no token: ${answer.status} ${answer.text}`);
    return (answer.json() as { access_token: string }).access_token;
  }

  /** Sends a request with the token. */
  async send(path: string, { headers, ...sent }: Sent = {}): Promise<Answer> {
    const authorization = `Bearer ${await this.token()}`;
    return send(`${this.apiUrl()}${path}`, { ...sent, headers: { authorization, ...headers } });
  }

  /** POSTs JSON: a text or bytes as they are, any other value as JSON text. */
  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    return this.send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: raw ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body),
    });
  }

  /** Submits a batch of partner clients and expects it to be accepted. */
  submitClients(body: unknown, headers: Record<string, string> = {}): Promise<Accepted> {
    return this.submit('/api/v1/clients', body, headers);
  }

  /** Submits a batch of revenue claims and expects it to be accepted. */
  submitClaims(body: unknown, headers: Record<string, string> = {}): Promise<Accepted> {
    return this.submit('/api/v1/revenueClaims', body, headers);
  }

  private async submit(path: string, body: unknown, headers: Record<string, string>): Promise<Accepted> {
    const answer = await this.post(path, body, headers);
    if (answer.status !== 202) throw new Error(`not accepted: ${answer.status} ${answer.text}`);
    return answer.json() as Accepted;
  }

  /** The status document, once every item has been decided. */
  async decided({ status_check_uri: uri }: Accepted, withinMs = DECIDED_WITHIN_MS): Promise<StatusDocument> {
    let text = '';
    const isDecided = async (): Promise<boolean> => {
      const answer = await this.send(uri);
      text = answer.text;
      return answer.status === 200 && (answer.json() as StatusDocument).status === 'Completed';
    };
    if (!(await waitUntil(isDecided, { withinMs, everyMs: 25 }))) {
      throw new Error(`not decided within ${withinMs} ms: ${text.slice(0, 500)}`);
    }
    return JSON.parse(text) as StatusDocument;
  }

  /** Submits partner clients and waits for the document in which all are decided. */
  async decideClients(body: unknown): Promise<StatusDocument> {
    return this.decided(await this.submitClients(body));
  }

  /** Submits revenue claims and waits for the document in which all are decided. */
  async decideClaims(body: unknown): Promise<StatusDocument> {
    return this.decided(await this.submitClaims(body));
  }

  /** Sends partner clients with their claims to the synchronous route, and expects the document at once. */
  async decideAtOnce(body: unknown, headers: Record<string, string> = {}): Promise<StatusDocument> {
    const answer = await this.post('/api/v1/clients/revenueClaims', body, headers);
    if (answer.status !== 200) throw new Error(`not decided: ${answer.status} ${answer.text}`);
    return answer.json() as StatusDocument;
  }
}
