import { isDatabaseAway } from '@app/persistence';
import { RequestRefused } from '@app/domain';
import { HttpException } from '@nestjs/common';
import { PROBLEM_TYPES, problemTypeUri, type ProblemTypeCode } from './problem-types';
import { ProtocolRefused, RefusedWithHeaders } from './refusals';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** An answer of RFC 9457, with the header fields that belong to it. */
export interface Problem {
  readonly code: ProblemTypeCode;
  readonly status: number;
  readonly detail: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is told of any error that reaches the edge: never more than the refusal's own words. */
export function problemOf(error: unknown): Problem {
  if (error instanceof RefusedWithHeaders) return problem(error.code, error.detail, error.headers);
  if (error instanceof RequestRefused) {
    return problem(error.code, error.detail, retryAfter(error.retryAfterS));
  }
  if (error instanceof ProtocolRefused) return problem(error.code, error.detail);
  if (error instanceof HttpException) return problem(...codeOfHttpStatus(error.getStatus()));
  if (isDatabaseAway(error)) {
    return problem(
      'database_away',
      'The database cannot be reached just now; try again, with the same Idempotency-Key if there was one.',
    );
  }
  return problem('internal_error', 'The request could not be answered because of a fault on our side.');
}

/** The body of the answer. */
export function problemJson({ code, status, detail }: Problem): string {
  return JSON.stringify({ type: problemTypeUri(code), title: PROBLEM_TYPES[code].title, status, detail });
}

function problem(
  code: ProblemTypeCode,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Problem {
  const { status, retryAfterS } = PROBLEM_TYPES[code];
  return { code, status, detail, headers: { ...retryAfter(retryAfterS), ...headers } };
}

function retryAfter(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(seconds))) };
}

/** Nest and Fastify refuse a few requests themselves; their words name routes and parsers, so ours take their place. */
function codeOfHttpStatus(status: number): [ProblemTypeCode, string] {
  if (status === 404) return ['not_found', 'There is nothing at this address.'];
  if (status === 415) return ['unsupported_media_type', 'The Content-Type is not one that can be read.'];
  if (status >= 400 && status < 500) return ['bad_request', 'The request cannot be understood.'];
  return ['internal_error', 'The request could not be answered because of a fault on our side.'];
}
