import { type DescribeOperation } from '../describe-operation';
import { OUR_FAULTS, otherMethod } from '../examples/refusals-of-any-route';
import { bodyExamples } from '../examples/scenario';
import { TOKEN_SCENARIOS } from '../examples/token-examples';
import { type MediaType, type Response } from '../openapi-types';
import { ANY_PARAMETERS } from '../parts/parameters';
import { answering, OF_EVERY_ANSWER, refusing } from '../parts/responses';
import { WITH_CREDENTIALS } from '../parts/security';

/** Route 6 of docs/contract.md section 1. */
export const issueToken: DescribeOperation = () => ({
  operationId: 'issueToken',
  tags: ['Tokens'],
  summary: 'Get an access token',
  description:
    'Client id and secret stand in the body, or in the header as HTTP Basic. Refusals have the form of RFC 6749.',
  security: WITH_CREDENTIALS,
  parameters: ANY_PARAMETERS,
  requestBody: {
    required: true,
    content: {
      'application/json': taking('application/json'),
      'application/x-www-form-urlencoded': taking('application/x-www-form-urlencoded'),
    },
  },
  responses: {
    '200': answeringAs('Token', 200, 'A token, to be sent as `Authorization: Bearer …` until it expires.'),
    '400': answeringAs(
      'TokenRefusal',
      400,
      'Whatever else is wrong with the request, or the partner is suspended.',
    ),
    '401': answeringAs('TokenRefusal', 401, 'The client id or the secret is wrong.'),
    '429': answeringAs(
      'TokenRefusal',
      429,
      '`slow_down`: too many wrong credentials; try again after `Retry-After`.',
    ),
    ...refusing([otherMethod('POST'), ...OUR_FAULTS.filter(({ status }) => status < 500)]),
    '500': answeringAs('TokenRefusal', 500, '`server_error`: a fault on our side.'),
    '503': answeringAs('TokenRefusal', 503, '`temporarily_unavailable`: try again after `Retry-After`.'),
  },
});

function taking(mediaType: string): MediaType {
  return {
    schema: { $ref: '#/components/schemas/TokenRequest' },
    examples: bodyExamples(TOKEN_SCENARIOS, mediaType),
  };
}

function answeringAs(schema: string, status: number, description: string): Response {
  const scenarios = TOKEN_SCENARIOS.filter((scenario) => scenario.status === status);
  return answering(
    {
      description,
      schema,
      headers: [429, 503].includes(status) ? [...OF_EVERY_ANSWER, 'Retry-After'] : OF_EVERY_ANSWER,
    },
    scenarios,
  );
}
