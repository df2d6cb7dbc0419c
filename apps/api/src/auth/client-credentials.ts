import { type TokenParameters } from './token-parameters';
import { BASIC_CHALLENGE, TokenRefused } from './token-refusal';

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whether they came by HTTP Basic, so that a refusal has to ask for it again. */
  readonly byBasic: boolean;
}

/**
 * The client's credentials from the header or from the body, but not from both (RFC 6749 section 2.3).
 * @throws TokenRefused
 */
export function readClientCredentials(
  authorization: string | undefined,
  parameters: TokenParameters,
): ClientCredentials {
  const clientId = parameters.get('client_id');
  const clientSecret = parameters.get('client_secret');
  if (authorization !== undefined) {
    const basic = fromBasic(authorization);
    // Many libraries repeat the id in the body, which authenticates nobody.
    if (clientSecret !== undefined || (clientId ?? basic.clientId) !== basic.clientId) {
      throw new TokenRefused(
        'invalid_request',
        'Send the credentials in the header or in the body, not in both.',
      );
    }
    return basic;
  }
  if (clientId === undefined || clientSecret === undefined) {
    throw new TokenRefused('invalid_request', 'The parameters client_id and client_secret are required.');
  }
  return { clientId, clientSecret, byBasic: false };
}

function fromBasic(authorization: string): ClientCredentials {
  const encoded = /^basic +([A-Za-z0-9+/_-]*=*) *$/i.exec(authorization)?.[1];
  const pair = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 0) throw unreadable();
  const clientId = formDecoded(pair.slice(0, colon));
  const clientSecret = formDecoded(pair.slice(colon + 1));
  return { clientId, clientSecret, byBasic: true };
}

/** Both parts are form-encoded before they are joined (RFC 6749 section 2.3.1). */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw unreadable();
  }
}

function unreadable(): TokenRefused {
  return new TokenRefused(
    'invalid_client',
    'The Authorization header is not HTTP Basic with id and secret.',
    BASIC_CHALLENGE,
  );
}
