import { TOKEN_LIFETIME_S } from '../../auth/verified-token';
import { type Scenario } from './scenario';

const FORM = 'application/x-www-form-urlencoded';
const CLIENT_ID = 'your-client-id';
const CLIENT_SECRET = 'your-client-secret';
const CREDENTIALS = { client_id: CLIENT_ID, client_secret: CLIENT_SECRET };
const GRANT = { grant_type: 'client_credentials' };
const basic = (secret: string): string => `Basic ${Buffer.from(`${CLIENT_ID}:${secret}`).toString('base64')}`;

const TOKEN = {
  access_token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ5b3VyLWNsaWVudC1pZCJ9.c2lnbmF0dXJl',
  token_type: 'Bearer',
  expires_in: TOKEN_LIFETIME_S,
};
const refusal = (error: string, description: string) => ({ error, error_description: description });
const WRONG = refusal('invalid_client', 'The client id or the client secret is wrong.');

/** Examples of the token route. */
export const TOKEN_SCENARIOS: readonly Scenario[] = [
  {
    name: 'json',
    summary: 'Credentials as JSON',
    body: { ...CREDENTIALS, ...GRANT },
    status: 200,
    answer: TOKEN,
  },
  {
    name: 'form',
    summary: 'Credentials as a form',
    mediaType: FORM,
    body: { ...GRANT, ...CREDENTIALS },
    status: 200,
    answer: TOKEN,
  },
  {
    name: 'basic',
    summary: 'Credentials by HTTP Basic',
    mediaType: FORM,
    body: GRANT,
    request: { headers: { Authorization: basic(CLIENT_SECRET) } },
    status: 200,
    answer: TOKEN,
  },
  {
    name: 'wrong-secret',
    summary: 'A wrong secret',
    body: { ...CREDENTIALS, ...GRANT, client_secret: 'another' },
    status: 401,
    answer: WRONG,
  },
  {
    name: 'wrong-secret-by-basic',
    summary: 'A wrong secret by HTTP Basic',
    mediaType: FORM,
    body: GRANT,
    request: { headers: { Authorization: basic('another') } },
    status: 401,
    answer: WRONG,
  },
  {
    name: 'no-credentials',
    summary: 'No credentials',
    body: GRANT,
    status: 400,
    answer: refusal('invalid_request', 'The parameters client_id and client_secret are required.'),
  },
  {
    name: 'another-grant',
    summary: 'Another grant',
    mediaType: FORM,
    body: { ...CREDENTIALS, grant_type: 'password' },
    status: 400,
    answer: refusal('unsupported_grant_type', 'The parameter grant_type must be client_credentials.'),
  },
  {
    name: 'suspended',
    summary: 'The partner is suspended',
    status: 400,
    answer: refusal('unauthorized_client', 'This partner is suspended.'),
  },
];
