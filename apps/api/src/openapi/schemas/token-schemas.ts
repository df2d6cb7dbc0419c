import { type JsonSchema } from '@app/domain';
import { TOKEN_LIFETIME_S } from '../../auth/verified-token';
import { TOKEN_ERRORS } from '../../auth/token-errors';

/** What the token route takes and gives (RFC 6749), by component name. */
export const TOKEN_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  TokenRequest: {
    type: 'object',
    required: ['grant_type'],
    properties: {
      grant_type: { type: 'string', const: 'client_credentials' },
      client_id: { type: 'string', description: 'Left out with HTTP Basic.' },
      client_secret: { type: 'string', description: 'Left out with HTTP Basic.' },
    },
  },
  Token: {
    type: 'object',
    required: ['access_token', 'token_type', 'expires_in'],
    properties: {
      access_token: { type: 'string' },
      token_type: { type: 'string', const: 'Bearer' },
      expires_in: { type: 'integer', const: TOKEN_LIFETIME_S, description: 'In seconds.' },
    },
    additionalProperties: false,
  },
  TokenRefusal: {
    type: 'object',
    required: ['error', 'error_description'],
    properties: {
      error: { type: 'string', enum: Object.keys(TOKEN_ERRORS) },
      error_description: { type: 'string' },
    },
    additionalProperties: false,
  },
};
