import { CLIENT } from './fake-rooms';
import { type StartedApi } from './start-api';

export type Body = NonNullable<RequestInit['body']>;

export const JSON_TYPE = { 'content-type': 'application/json' };

export const CREDENTIALS = {
  grant_type: 'client_credentials',
  client_id: CLIENT.clientId,
  client_secret: CLIENT.clientSecret,
};

/** The calls of a partner, over HTTP. */
export class PartnerCalls {
  private constructor(
    private readonly api: StartedApi,
    private readonly token: string,
  ) {}

  static async login(
    api: StartedApi,
    credentials: Record<string, string> = CREDENTIALS,
  ): Promise<PartnerCalls> {
    const answer = await fetch(`${api.url}/auth/v1/token`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: JSON.stringify(credentials),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    return new PartnerCalls(api, token);
  }

  get authorization(): string {
    return `Bearer ${this.token}`;
  }

  call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has('authorization')) headers.set('authorization', this.authorization);
    return fetch(this.api.url + path, { ...init, headers });
  }

  post(body: Body, headers: Record<string, string> = {}, path = '/api/v1/clients'): Promise<Response> {
    const init = { method: 'POST', body, headers: { ...JSON_TYPE, ...headers }, duplex: 'half' as const };
    return this.call(path, init);
  }
}

/** Status and type of an answer that must be a problem in the form of RFC 9457. */
export async function problemIn(response: Response): Promise<{ status: number; type: string }> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const document = (await response.json()) as { type: string; title: string; status: number; detail: string };
  expect(Object.keys(document)).toEqual(['type', 'title', 'status', 'detail']);
  expect(document.status).toBe(response.status);
  expect(document.detail).toMatch(/^[A-Z].*\.$/);
  return { status: document.status, type: document.type };
}
