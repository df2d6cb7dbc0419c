import { PROBLEM_MEDIA_TYPE } from '../../problems/problem';
import { PROBLEM_TYPES, problemTypeUri } from '../../problems/problem-types';
import { answerExamples, type Scenario } from '../examples/scenario';
import { type Response } from '../openapi-types';
import { type HeaderName, headerReferences } from './headers';

/** An answer of one status, whose examples are those of its scenarios. */
export interface Answer {
  readonly description: string;
  readonly headers?: readonly HeaderName[];
  readonly mediaType?: string;
  /** Component name of its schema. */
  readonly schema: string;
}

/** A response of which the scenarios give the examples. */
export function answering(
  { description, headers = [], mediaType = 'application/json', schema }: Answer,
  scenarios: readonly Scenario[],
): Response {
  const examples = answerExamples(scenarios);
  return {
    description,
    headers: headerReferences(['X-Request-Id', 'Cache-Control', ...headers]),
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
  429: ['Retry-After'],
  503: ['Retry-After'],
};

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
          headers: HEADERS_BY_STATUS[status] ?? [],
          mediaType: PROBLEM_MEDIA_TYPE,
          schema: 'Problem',
        };
        return [String(status), answering(answer, ofStatus)];
      }),
  );
}

function typesOf(scenarios: readonly Scenario[]): string {
  const codes = new Set(scenarios.flatMap(({ problem }) => problem ?? []));
  return [...codes].map((code) => `* \`${problemTypeUri(code)}\`: ${PROBLEM_TYPES[code].title}`).join('\n');
}
