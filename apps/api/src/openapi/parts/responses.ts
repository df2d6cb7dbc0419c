import { PROBLEM_MEDIA_TYPE } from '../../problems/problem';
import { PROBLEM_TYPES, problemTypeUri } from '../../problems/problem-types';
import { answerExamples, type Scenario } from '../examples/scenario';
import { type Response } from '../openapi-types';
import { type HeaderName, headerReferences } from './headers';

/** An answer of one status, whose examples are those of its scenarios. */
export interface Answer {
  readonly description: string;
  /** Those of every answer, if nothing is said. */
  readonly headers?: readonly HeaderName[];
  readonly mediaType?: string;
  /** Component name of its schema. */
  readonly schema: string;
}

/** Header fields of every answer to a request. */
export const OF_EVERY_ANSWER: readonly HeaderName[] = ['X-Request-Id', 'Cache-Control'];

/** Header fields of every answer to a partner with a token. */
export const OF_PARTNERS_ANSWERS: readonly HeaderName[] = [
  ...OF_EVERY_ANSWER,
  'RateLimit-Policy',
  'RateLimit',
];

/** A response of which the scenarios give the examples. */
export function answering(
  { description, headers = OF_EVERY_ANSWER, mediaType = 'application/json', schema }: Answer,
  scenarios: readonly Scenario[],
): Response {
  const examples = answerExamples(scenarios);
  return {
    description,
    headers: headerReferences(headers),
    content: {
      [mediaType]: {
        schema: { $ref: `#/components/schemas/${schema}` },
        ...(Object.keys(examples).length > 0 && { examples }),
      },
    },
  };
}

/** Header fields that every refusal of a status carries. */
const HEADERS_BY_STATUS: Readonly<Record<number, readonly HeaderName[]>> = {
  401: ['WWW-Authenticate'],
  405: ['Allow'],
  409: ['Retry-After'],
  429: ['Retry-After', 'RateLimit-Policy', 'RateLimit'],
  503: ['Retry-After'],
};

/** Refusals that may come from the HTTP server itself, before there is a request that could have an id. */
const WITHOUT_REQUEST_ID: readonly number[] = [400, 408, 417, 431];

function headersOf(status: number): readonly HeaderName[] {
  const own = HEADERS_BY_STATUS[status] ?? [];
  return WITHOUT_REQUEST_ID.includes(status) ? ['Cache-Control', ...own] : [...OF_EVERY_ANSWER, ...own];
}

/** Refusals as problems, by status. Their descriptions list the types that a status can have. */
export function refusing(scenarios: readonly Scenario[]): Record<string, Response> {
  const statuses = new Set(scenarios.map(({ status }) => status));
  return Object.fromEntries(
    [...statuses]
      .sort((one, other) => one - other)
      .map((status) => {
        const ofStatus = scenarios.filter((scenario) => scenario.status === status);
        const answer = {
          description: typesOf(ofStatus),
          headers: headersOf(status),
          mediaType: PROBLEM_MEDIA_TYPE,
          schema: 'Problem',
        };
        return [String(status), answering(answer, ofStatus)];
      }),
  );
}

function typesOf(scenarios: readonly Scenario[]): string {
  const codes = new Set(scenarios.flatMap(({ problem }) => problem ?? []));
  return [...codes]
    .map((code) => {
      const { title, meaning, remedy } = PROBLEM_TYPES[code];
      return `* \`${problemTypeUri(code)}\`: ${title}. ${meaning} ${remedy}`;
    })
    .join('\n');
}
