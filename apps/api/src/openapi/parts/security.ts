import { TOKEN_ROUTE } from '../../auth/token-route';

/** Two ways to the same token: fetched by whoever shows the document, or given to it. */
export const SECURITY_SCHEMES = {
  clientCredentials: {
    type: 'oauth2',
    description: 'A client id and secret, as a partner gets them at onboarding.',
    flows: { clientCredentials: { tokenUrl: TOKEN_ROUTE, scopes: {} } },
  },
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'An access token of the token route.',
  },
  basic: {
    type: 'http',
    scheme: 'basic',
    description: 'Client id and secret, both form-encoded first (RFC 6749, 2.3.1).',
  },
} as const;

export const WITH_TOKEN = [{ clientCredentials: [] }, { accessToken: [] }];
/** The credentials stand in the body, or in the header. */
export const WITH_CREDENTIALS = [{}, { basic: [] }];
export const WITHOUT_TOKEN: readonly [] = [];
