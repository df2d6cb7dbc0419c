import { ITEM_STATES, type JsonSchema, PROBLEM_CODES } from '@app/domain';

const INDEX: JsonSchema = {
  type: 'integer',
  minimum: 0,
  description: 'Position of the item in the request, from 0.',
};
const COUNT: JsonSchema = { type: 'integer', minimum: 0 };
const TIME: JsonSchema = { type: 'string', format: 'date-time' };

/** Schemas of the answers of docs/contract.md sections 1 and 2, by component name. */
export const STATUS_DOCUMENT_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Accepted: {
    type: 'object',
    required: ['status_check_id', 'status_check_uri'],
    properties: {
      status_check_id: {
        type: 'string',
        format: 'uuid',
        description: 'A UUID of version 7: ids sort by time.',
      },
      status_check_uri: {
        type: 'string',
        format: 'uri-reference',
        description: 'Where to ask after the batch, relative to the service.',
      },
    },
    additionalProperties: false,
  },
  StatusDocument: {
    type: 'object',
    description: "One moment's view of a batch.",
    required: ['id', 'status', 'created_at', 'updated_at', 'counts'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      status: {
        type: 'string',
        enum: ['Pending', 'Completed'],
        description: 'Completed once every item is decided. It says nothing about success.',
      },
      created_at: TIME,
      updated_at: TIME,
      counts: {
        type: 'object',
        description: 'How many items the batch has, and how many of them are in each state.',
        required: ['total', ...ITEM_STATES],
        properties: Object.fromEntries(['total', ...ITEM_STATES].map((name) => [name, COUNT])),
        additionalProperties: false,
      },
      result: {
        type: 'array',
        description:
          'An element for each item, in the order submitted, from the first moment on. Left out with `limit=0`.',
        items: { $ref: '#/components/schemas/ItemResult' },
      },
      next_cursor: {
        type: 'string',
        description: 'With a limit, while more follows: where to read on.',
      },
    },
    additionalProperties: false,
  },
  ItemResult: {
    type: 'object',
    required: ['data', 'status'],
    properties: {
      index: {
        ...INDEX,
        description: 'Position of the item in the request, from 0. With query parameters only.',
      },
      data: {
        description:
          'The item as it was sent: members in their order, number literals as they were. Null, with the state that it had, once its client was erased on request.',
      },
      status: {
        type: 'object',
        required: ['state', 'validation_errors', 'problems'],
        properties: {
          state: { $ref: '#/components/schemas/ItemState' },
          validation_errors: {
            type: 'array',
            description: 'In sentences why the item is Duplicate, Conflict or Failed; otherwise empty.',
            items: { type: 'string' },
          },
          problems: {
            type: 'array',
            description: 'The same for machines, entry by entry.',
            items: { $ref: '#/components/schemas/ItemProblem' },
          },
        },
        additionalProperties: false,
      },
    },
    additionalProperties: false,
  },
  ItemState: { type: 'string', enum: ITEM_STATES },
  ItemProblem: {
    type: 'object',
    required: ['code', 'pointer', 'detail'],
    properties: {
      code: { type: 'string', enum: PROBLEM_CODES, description: 'Stable: branch on this.' },
      pointer: {
        type: 'string',
        format: 'json-pointer',
        description: 'JSON pointer (RFC 6901) into data; empty for the item itself.',
      },
      detail: { type: 'string', description: 'The sentence of validation_errors.' },
      duplicate_of: {
        type: 'object',
        description: 'The item that came first: of the same request, or of the batch that is named.',
        required: ['index'],
        properties: { status_check_id: { type: 'string', format: 'uuid' }, index: INDEX },
        additionalProperties: false,
      },
    },
    additionalProperties: false,
  },
};
