import { type JsonSchema } from '@app/domain';
import { PROBLEM_TYPE_CODES, problemTypeUri } from '../../problems/problem-types';

/** A problem of RFC 9457 (docs/contract.md section 5), by component name. */
export const PROBLEM_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Problem: {
    type: 'object',
    description: 'Why a request was refused as a whole (RFC 9457). Nothing of it is stored.',
    required: ['type', 'title', 'status', 'detail'],
    properties: {
      type: {
        type: 'string',
        format: 'uri-reference',
        enum: PROBLEM_TYPE_CODES.map(problemTypeUri),
        description: 'Stable: branch on this.',
      },
      title: { type: 'string', description: 'What the type means, the same in every answer.' },
      status: { type: 'integer', minimum: 400, maximum: 599 },
      detail: { type: 'string', description: 'What was wrong this time.' },
    },
    additionalProperties: false,
  },
};
