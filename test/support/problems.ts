import { type Answer } from './http';

/** The refusals of docs/contract.md section 5 as partners may rely on them: type, status, title and whether they say when to come again. */
const PROBLEMS = {
  'malformed-json': [400, 'The body is not well-formed JSON'],
  'invalid-utf8': [400, 'The body is not valid UTF-8'],
  'not-an-array': [400, 'The body is not a JSON array'],
  'empty-array': [400, 'The array has no items'],
  'too-deep': [400, 'The body is nested too deeply'],
  'corrupt-encoding': [400, 'The content encoding is corrupt'],
  'invalid-idempotency-key': [400, 'The Idempotency-Key is not valid'],
  'invalid-parameter': [400, 'A query parameter is not valid'],
  'bad-request': [400, 'The request is not valid HTTP'],
  unauthenticated: [401, 'A valid access token is required'],
  'partner-suspended': [403, 'The partner is suspended'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'The method is not allowed here'],
  'request-timeout': [408, 'The request took too long to arrive'],
  'idempotency-in-progress': [409, 'The first request with this key is still running', 'Retry-After'],
  'too-many-items': [413, 'The array has too many items'],
  'too-many-bytes': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The media type, charset or encoding is not supported'],
  'expectation-failed': [417, 'The expectation cannot be met'],
  'idempotency-mismatch': [422, 'The Idempotency-Key was used for another request'],
  'headers-too-large': [431, 'The headers are too large'],
  'database-away': [503, 'The database is away', 'Retry-After'],
  'issuer-away': [503, 'The issuer of the token cannot be asked', 'Retry-After'],
  'no-room': [503, 'There is no room for another body', 'Retry-After'],
} as const;
export type ProblemName = keyof typeof PROBLEMS;

/** Traces of our inside that no answer may show. */
const INTERNALS = /node_modules|\.[jt]s:\d|\bat \w+ \(|SELECT|INSERT|relation|\bpg_|ECONN|postgres/i;

/** Expects a refusal in the form of RFC 9457, whole. */
export function expectProblem(answer: Answer, name: ProblemName): void {
  const [status, title, again] = PROBLEMS[name];
  const document = answer.json() as { detail: string };
  expect({ status: answer.status, ...document }).toEqual({
    type: `/problems/${name}`,
    title,
    status,
    detail: expect.stringMatching(/^[A-Z].{9,}\.$/) as unknown,
  });
  expect(document.detail).not.toMatch(INTERNALS);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('x-request-id')).toMatch(/^\S+$/);
  if (again === undefined) expect(answer.headers.get('retry-after')).toBeNull();
  else expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
}
