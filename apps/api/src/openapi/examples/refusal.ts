import { PROBLEM_TYPES, problemTypeUri, type ProblemTypeCode } from '../../problems/problem-types';
import { type Scenario } from './scenario';

type RefusalScenario = Partial<Pick<Scenario, 'name' | 'summary' | 'body' | 'parameters' | 'request'>> & {
  /** Where the words depend on the request or the configuration; else the example of the problem type. */
  readonly detail?: string;
};

/** An example of a refusal, named as the last part of its type unless the scenario says otherwise. */
export function refusal(code: ProblemTypeCode, { detail, ...scenario }: RefusalScenario = {}): Scenario {
  const { status, title, example } = PROBLEM_TYPES[code];
  const type = problemTypeUri(code);
  return {
    name: type.split('/').at(-1) ?? type,
    summary: title,
    ...scenario,
    status,
    problem: code,
    answer: { type, title, status, detail: detail ?? example },
  };
}
