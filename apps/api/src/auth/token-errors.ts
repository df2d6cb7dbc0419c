/** What a partner's developer is told about an error of the token route. */
export interface TokenError {
  readonly status: number;
  readonly meaning: string;
  readonly remedy: string;
}

/** The error codes of RFC 6749 section 5.2 that can occur, one of RFC 8628 section 3.5, and two of section 4.1.2.1 for faults of our own. */
export const TOKEN_ERRORS = {
  invalid_request: {
    status: 400,
    meaning: 'The request cannot be read, or a parameter is missing, given twice or no string.',
    remedy: 'Send grant_type, client_id and client_secret once each, as JSON or form-encoded, in UTF-8.',
  },
  invalid_client: {
    status: 401,
    meaning: 'Client id and secret do not belong together, or the Authorization header cannot be read.',
    remedy:
      'Check both for characters that were lost in copying. With HTTP Basic, form-encode each part first.',
  },
  slow_down: {
    status: 429,
    meaning: 'Too many wrong credentials came from this address, for this client id or for several.',
    remedy:
      'Wait as long as Retry-After says, and mend what sends wrong credentials: only wrong ones are counted.',
  },
  unauthorized_client: {
    status: 400,
    meaning: 'The credentials are right, but the partner is suspended.',
    remedy: 'Ask the operator of the service.',
  },
  unsupported_grant_type: {
    status: 400,
    meaning: 'The service knows the grant type client_credentials only.',
    remedy: 'Send grant_type=client_credentials.',
  },
  temporarily_unavailable: {
    status: 503,
    meaning: 'The service cannot look the credentials up just now.',
    remedy: 'Repeat the request after Retry-After.',
  },
  server_error: {
    status: 500,
    meaning: 'The request could not be answered because of a fault on our side.',
    remedy: 'Repeat the request later. If it fails again, report it with the X-Request-Id of the answer.',
  },
} as const satisfies Readonly<Record<string, TokenError>>;

export type TokenErrorCode = keyof typeof TOKEN_ERRORS;
