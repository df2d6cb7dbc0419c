import { type DescribedRoute, type DescribeOperation } from '../describe-operation';
import { claimsOfEveryState, newClaims } from '../examples/claim-examples';
import { clientsOfEveryState, newClients } from '../examples/client-examples';
import { decidedDocument, type ExampleBatch, pendingDocument } from '../examples/example-batch';
import { refusal } from '../examples/refusal';
import { OUR_FAULTS, otherMethod, REFUSED_CALLERS } from '../examples/refusals-of-any-route';
import { type Scenario } from '../examples/scenario';
import { type Operation } from '../openapi-types';
import { statusParameters } from '../parts/parameters';
import { answering, refusing } from '../parts/responses';
import { WITH_TOKEN } from '../parts/security';
import { placeOf, seriesOfRoute } from './partner-route';

/** Route 2 of docs/contract.md section 1. */
export const readClientsStatus: DescribeOperation = (route) => {
  const series = seriesOfRoute(route);
  return {
    ...placeOf(route, 'readPartnerClientsStatus', 'Partner clients'),
    summary: 'Ask after a batch of partner clients',
    ...readStatus(route, newClients(series), clientsOfEveryState(series)),
  };
};

/** Route 5 of docs/contract.md section 1. */
export const readClaimsStatus: DescribeOperation = (route) => {
  const series = seriesOfRoute(route);
  return {
    ...placeOf(route, 'readRevenueClaimsStatus', 'Revenue claims'),
    summary: 'Ask after a batch of revenue claims',
    ...readStatus(route, newClaims(series), claimsOfEveryState(series)),
  };
};

function readStatus(
  route: DescribedRoute,
  first: ExampleBatch,
  ofEveryState: ExampleBatch,
): Pick<Operation, 'security' | 'parameters' | 'responses'> {
  const { entityTypes } = route.configuration;
  const found: readonly Scenario[] = [
    read('pending', 'A batch that waits or is in progress', first.id, pendingDocument(first)),
    read('completed', 'A batch whose items are all decided', first.id, decidedDocument(first, entityTypes)),
    read('every-state', 'Items of every state', ofEveryState.id, decidedDocument(ofEveryState, entityTypes)),
  ];
  const refused = [
    refusal('not_found', 'There is no batch with this status check id', {
      parameters: { id: seriesOfRoute(route).batch(0) },
    }),
    refusal('gone', 'The data of this batch has been deleted', { parameters: { id: ofEveryState.id } }),
    ...REFUSED_CALLERS,
    otherMethod('GET, HEAD'),
    ...OUR_FAULTS,
  ];
  return {
    security: WITH_TOKEN,
    parameters: statusParameters([...found, ...refused]),
    responses: {
      '200': answering(
        { description: 'The status document: every item in the order submitted.', schema: 'StatusDocument' },
        found,
      ),
      ...refusing(refused),
    },
  };
}

function read(name: string, summary: string, id: string, answer: object): Scenario {
  return { name, summary, parameters: { id }, status: 200, answer };
}
