import { MOST_ITEMS_OF_A_PAGE } from '@app/intake';
import { parameterExamples, type Scenario } from '../examples/scenario';
import { type Examples, type Parameter } from '../openapi-types';

/** A parameter with what its operation's scenarios give to it. */
function withExamples(parameter: Parameter, scenarios: readonly Scenario[]): Parameter {
  const examples: Examples = parameterExamples(scenarios, parameter.name);
  return Object.keys(examples).length > 0 ? { ...parameter, examples } : parameter;
}

const REQUEST_ID: Parameter = {
  name: 'X-Request-Id',
  in: 'header',
  description: 'Your own id of the request: comes back, and stands in our logs. Anything else is replaced.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9._:-]{1,128}$' },
};

/** What may be sent with a batch beside the body. */
export function batchParameters(scenarios: readonly Scenario[]): Parameter[] {
  const idempotencyKey: Parameter = {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Makes it safe to send the request again: the same key with the same body gives the original answer, for at least ' +
      '24 hours, and never a second batch. A refused request does not use the key up.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7E]{1,255}$' },
  };
  return [withExamples(idempotencyKey, scenarios), CONTENT_ENCODING, REQUEST_ID];
}

const CONTENT_ENCODING: Parameter = {
  name: 'Content-Encoding',
  in: 'header',
  description: 'How the body is compressed, if it is. Limits count the inflated bytes.',
  schema: { type: 'string', enum: ['gzip', 'identity'], default: 'identity' },
};

/** What may be said when a batch is asked after. */
export function statusParameters(scenarios: readonly Scenario[]): Parameter[] {
  const id: Parameter = {
    name: 'id',
    in: 'path',
    required: true,
    description: 'The `status_check_id` of the batch. Ids can be read under both prefixes.',
    schema: { type: 'string' },
  };
  const described = [id, ...PAGE_PARAMETERS, IF_NONE_MATCH].map((parameter) =>
    withExamples(parameter, scenarios),
  );
  return [...described, ACCEPT_ENCODING, REQUEST_ID];
}

const PAGE_PARAMETERS: readonly Parameter[] = [
  {
    name: 'state',
    in: 'query',
    description:
      'Keeps the items of these states only. Separated by commas, or the parameter more than once.',
    style: 'form',
    explode: false,
    schema: { type: 'array', items: { $ref: '#/components/schemas/ItemState' } },
  },
  {
    name: 'limit',
    in: 'query',
    description: 'Most items of an answer. With 0 it is the head alone, with the counts.',
    schema: { type: 'integer', minimum: 0, maximum: MOST_ITEMS_OF_A_PAGE },
  },
  {
    name: 'cursor',
    in: 'query',
    description: 'The `next_cursor` of an earlier answer, to read on from there.',
    schema: { type: 'string' },
  },
];

const IF_NONE_MATCH: Parameter = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The `ETag` of an earlier answer: `304` without a body while that is still the document.',
  schema: { type: 'string' },
};

const ACCEPT_ENCODING: Parameter = {
  name: 'Accept-Encoding',
  in: 'header',
  description: 'With `gzip`, large answers are compressed.',
  schema: { type: 'string' },
};

/** What any request may carry. */
export const ANY_PARAMETERS: readonly Parameter[] = [REQUEST_ID];
