import { PROBLEM_TYPE_CODES, problemTypeUri } from '../../problems/problem-types';
import { type DescribeOperation } from '../describe-operation';
import { refusal } from '../examples/refusal';
import { refusing } from '../parts/responses';
import { DOCUMENTATION, giving, REFUSED_PAGES } from './documentation';

/** All problems on a page. */
export const overview: DescribeOperation = () => ({
  ...DOCUMENTATION,
  operationId: 'problemsPage',
  summary: 'Every problem type, item code and token error, as a page',
  responses: {
    '200': giving('The page.', 'text/html', { type: 'string' }),
    ...refusing(REFUSED_PAGES),
  },
});

/** One problem on a page. */
export const page: DescribeOperation = () => ({
  ...DOCUMENTATION,
  operationId: 'problemPage',
  summary: 'What a problem type means and what to do about it, as a page: where `type` leads',
  parameters: [
    {
      name: 'name',
      in: 'path',
      required: true,
      description: `The last part of a \`type\`: ${PROBLEM_TYPE_CODES.map(nameOf).join(', ')}; or items, or tokens.`,
      schema: { type: 'string' },
      examples: { 'not-found': { summary: 'No problem has this name', value: 'nothing' } },
    },
  ],
  responses: {
    '200': giving('The page.', 'text/html', { type: 'string' }),
    ...refusing([refusal('not_found', { detail: 'There is no problem of this name.' }), ...REFUSED_PAGES]),
  },
});

function nameOf(code: (typeof PROBLEM_TYPE_CODES)[number]): string {
  return problemTypeUri(code).split('/').at(-1) ?? '';
}
