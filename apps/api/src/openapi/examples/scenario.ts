import { type ProblemTypeCode } from '../../problems/problem-types';
import { type Example, type RequestChange } from '../openapi-types';

/**
 * One example of an operation: what is sent, and what is answered. In the document its parts stand as examples of the
 * same name under the request body, the parameters and one response.
 */
export interface Scenario {
  /** Unique in the operation. */
  readonly name: string;
  readonly summary: string;
  /** The body; without one, that of the operation's first example is meant. */
  readonly body?: unknown;
  /** The body's media type, where it is not JSON. */
  readonly mediaType?: string;
  /** Values of parameters by name. */
  readonly parameters?: Readonly<Record<string, string | number | readonly string[]>>;
  /** What else is different about the request, where neither body nor parameters can say it. */
  readonly request?: RequestChange;
  readonly status: number;
  /** What kind of problem the answer is, where it is one. */
  readonly problem?: ProblemTypeCode;
  /** The answer's `ETag`. */
  readonly entityTag?: string;
  /** The answer's body; without one, the answer has none. */
  readonly answer?: unknown;
}

type Named = readonly [string, Example];

/** The request bodies of scenarios in one media type. */
export function bodyExamples(
  scenarios: readonly Scenario[],
  mediaType: string,
): Readonly<Record<string, Example>> {
  const ofType = scenarios.filter((scenario) => (scenario.mediaType ?? 'application/json') === mediaType);
  return Object.fromEntries(
    ofType.flatMap(({ name, summary, body }): Named[] =>
      body === undefined ? [] : [[name, { summary, value: body }]],
    ),
  );
}

/** The values that scenarios give to a parameter. */
export function parameterExamples(
  scenarios: readonly Scenario[],
  parameter: string,
): Readonly<Record<string, Example>> {
  return Object.fromEntries(
    scenarios.flatMap(({ name, summary, parameters }): Named[] => {
      const value = parameters?.[parameter];
      return value === undefined ? [] : [[name, { summary, value }]];
    }),
  );
}

/** The answers of scenarios. */
export function answerExamples(scenarios: readonly Scenario[]): Readonly<Record<string, Example>> {
  return Object.fromEntries(
    scenarios.flatMap(({ name, summary, answer, request }): Named[] =>
      answer === undefined
        ? []
        : [[name, { summary, value: answer, ...(request && { 'x-request': request }) }]],
    ),
  );
}

/** The entity tags of the answers of scenarios. */
export function entityTagExamples(scenarios: readonly Scenario[]): Readonly<Record<string, Example>> {
  return Object.fromEntries(
    scenarios.flatMap(({ name, summary, entityTag }): Named[] =>
      entityTag === undefined ? [] : [[name, { summary, value: entityTag }]],
    ),
  );
}
