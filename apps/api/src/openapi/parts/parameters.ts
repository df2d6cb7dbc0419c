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
  return [withExamples(id, scenarios), REQUEST_ID];
}

/** What any request may carry. */
export const ANY_PARAMETERS: readonly Parameter[] = [REQUEST_ID];
