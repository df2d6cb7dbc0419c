import { type JsonSchema } from '@app/domain';

const UP_OR_DOWN: JsonSchema = { type: 'string', enum: ['up', 'down'] };

/** What probes are told, by component name. */
export const HEALTH_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Health: {
    type: 'object',
    required: ['status'],
    properties: {
      status: UP_OR_DOWN,
      checks: {
        type: 'object',
        description: 'The state of each thing that the process depends on.',
        additionalProperties: UP_OR_DOWN,
      },
    },
    additionalProperties: false,
  },
};
