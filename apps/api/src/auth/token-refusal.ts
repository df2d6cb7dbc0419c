import { type Problem } from '../problems/problem';
import { TOKEN_ERRORS, type TokenErrorCode } from './token-errors';

/** Asks for HTTP Basic again: for a client that tried a header. */
export const BASIC_CHALLENGE = {
  'WWW-Authenticate': 'Basic realm="partner-client-service", charset="UTF-8"',
};

/** A token request that is refused. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';

  /** @param headers header fields that belong to the answer */
  constructor(
    readonly code: TokenErrorCode,
    readonly description: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(description);
  }
}

export interface TokenRefusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly error: TokenErrorCode; readonly error_description: string };
}

const NOT_STORED = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };

/**
 * The answer of the token route to any error: 401 for wrong credentials, 429 after too many of them, 400 for whatever else the
 * client can correct, and 5xx where it cannot (docs/contract.md section 1).
 * @param problem the same error as other routes would tell it
 */
export function tokenRefusalOf(error: unknown, problem: Problem): TokenRefusal {
  if (error instanceof TokenRefused) {
    return refusal(TOKEN_ERRORS[error.code].status, error.code, error.description, error.headers);
  }
  if (problem.status < 500) return refusal(400, 'invalid_request', problem.detail, {});
  const code = problem.status === 503 ? 'temporarily_unavailable' : 'server_error';
  return refusal(problem.status, code, problem.detail, problem.headers);
}

function refusal(
  status: number,
  error: TokenErrorCode,
  description: string,
  headers: Readonly<Record<string, string>>,
): TokenRefusal {
  return { status, headers: { ...NOT_STORED, ...headers }, body: { error, error_description: description } };
}
