import { PROBLEM_TYPES, problemTypeUri, type ProblemTypeCode } from '../../problems/problem-types';
import { type Scenario } from './scenario';

/** An example of a refusal, named as the last part of its type unless the scenario says otherwise. */
export function refusal(
  code: ProblemTypeCode,
  detail: string,
  scenario: Partial<Pick<Scenario, 'name' | 'summary' | 'body' | 'parameters' | 'request'>> = {},
): Scenario {
  const { status, title } = PROBLEM_TYPES[code];
  const type = problemTypeUri(code);
  return {
    name: type.split('/').at(-1) ?? type,
    summary: title,
    ...scenario,
    status,
    problem: code,
    answer: { type, title, status, detail },
  };
}
