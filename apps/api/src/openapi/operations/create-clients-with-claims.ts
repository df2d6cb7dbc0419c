import { type DescribedRoute, type DescribeOperation } from '../describe-operation';
import { clientsWithClaimsOfEveryState, newClientWithClaims } from '../examples/client-with-claims-examples';
import { decidedDocument } from '../examples/example-batch';
import { type Scenario } from '../examples/scenario';
import { OF_PARTNERS_ANSWERS } from '../parts/responses';
import { placeOf, seriesOfRoute } from './partner-route';
import { sendBatch } from './send-batch';

const KIND = 'clients-with-claims';

/** Route 3 of docs/contract.md section 1. */
export const createClientsWithClaims: DescribeOperation = (route) => {
  const { syncMaxItems, syncMaxBodyBytes, maxDepth, idempotencyWaitMs } = route.configuration;
  return {
    ...placeOf(route, 'createPartnerClientsWithRevenueClaims', 'Partner clients'),
    summary: 'Create partner clients with their revenue claims, at once',
    description:
      'Decides the batch within the request. A client and all its claims are saved together, or not at all. With an ' +
      'Idempotency-Key the same request gives the document anew.',
    ...sendBatch(route, {
      kind: KIND,
      limits: { maxItems: syncMaxItems, maxBytes: syncMaxBodyBytes, maxDepth, idempotencyWaitMs },
      taken: decided(route),
      keyFor: KIND,
      status: 200,
      answer: {
        description: 'Every item is decided.',
        headers: OF_PARTNERS_ANSWERS,
        schema: 'StatusDocument',
      },
    }),
  };
};

function decided(route: DescribedRoute): readonly Scenario[] {
  const series = seriesOfRoute(route);
  const { entityTypes } = route.configuration;
  const first = newClientWithClaims(series);
  const everyState = clientsWithClaimsOfEveryState(series);
  const firstUnderKey = {
    parameters: { 'Idempotency-Key': series.idempotencyKey(KIND) },
    body: first.items,
    status: 200,
    answer: decidedDocument(first, entityTypes),
  };
  return [
    { ...firstUnderKey, name: 'new', summary: 'A new client with its claim' },
    {
      ...firstUnderKey,
      name: 'same-request-again',
      summary: 'The same request again: the same document, and no second batch',
    },
    {
      name: 'every-state',
      summary: 'Items that end in every state',
      body: everyState.items,
      status: 200,
      answer: decidedDocument(everyState, entityTypes),
    },
  ];
}
