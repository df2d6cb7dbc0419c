import { type DescribedRoute, type DescribeOperation } from '../describe-operation';
import { claimsOfEveryState, newClaims } from '../examples/claim-examples';
import { clientsOfEveryState, newClients } from '../examples/client-examples';
import {
  decidedDocument,
  type ExampleBatch,
  pendingDocument,
  type StatusDocument,
} from '../examples/example-batch';
import { refusal } from '../examples/refusal';
import { OUR_FAULTS, otherMethod, REFUSED_CALLERS } from '../examples/refusals-of-any-route';
import { entityTagExamples, type Scenario } from '../examples/scenario';
import { INVALID_PARAMETER, statusPages } from '../examples/status-pages';
import { type Operation, type Response } from '../openapi-types';
import { entityTagHeader, headerReferences } from '../parts/headers';
import { statusParameters } from '../parts/parameters';
import { answering, OF_PARTNERS_ANSWERS, refusing } from '../parts/responses';
import { WITH_TOKEN } from '../parts/security';
import { placeOf, seriesOfRoute } from './partner-route';

const DESCRIPTION =
  "One moment's view of a batch. Come again after `Retry-After` of the first answer, and then less and less often; with " +
  '`limit=0` or `If-None-Match` that costs next to nothing.';

/** Route 2 of docs/contract.md section 1. */
export const readClientsStatus: DescribeOperation = (route) => {
  const series = seriesOfRoute(route);
  return {
    ...placeOf(route, 'readPartnerClientsStatus', 'Partner clients'),
    summary: 'Ask after a batch of partner clients',
    description: DESCRIPTION,
    ...readStatus(route, [1, newClients(series)], [2, clientsOfEveryState(series)]),
  };
};

/** Route 5 of docs/contract.md section 1. */
export const readClaimsStatus: DescribeOperation = (route) => {
  const series = seriesOfRoute(route);
  return {
    ...placeOf(route, 'readRevenueClaimsStatus', 'Revenue claims'),
    summary: 'Ask after a batch of revenue claims',
    description: DESCRIPTION,
    ...readStatus(route, [3, newClaims(series)], [4, claimsOfEveryState(series)]),
  };
};

/** A batch with its number in the series. */
type Numbered = readonly [number, ExampleBatch];

function readStatus(
  route: DescribedRoute,
  [firstNumber, first]: Numbered,
  [everyStateNumber, everyState]: Numbered,
): Pick<Operation, 'security' | 'parameters' | 'responses'> {
  const { entityTypes } = route.configuration;
  const series = seriesOfRoute(route);
  const firstTag = { entityTag: series.entityTag(firstNumber) };
  const whole = decidedDocument(everyState, entityTypes);
  const found: readonly Scenario[] = [
    read('pending', 'A batch that waits or is in progress', pendingDocument(first)),
    {
      ...read('completed', 'A batch whose items are all decided', decidedDocument(first, entityTypes)),
      ...firstTag,
    },
    read('every-state', 'Items of every state', whole),
    ...statusPages(series, everyStateNumber, whole),
  ];
  const notModified: Scenario = {
    name: 'not-modified',
    summary: 'The document that the caller has already',
    parameters: { id: first.id, 'If-None-Match': firstTag.entityTag },
    status: 304,
    ...firstTag,
  };
  const refused = [
    INVALID_PARAMETER,
    refusal('not_found', {
      detail: 'There is no batch with this status_check_id here.',
      parameters: { id: series.batch(0) },
    }),
    refusal('gone', { parameters: { id: everyState.id } }),
    ...REFUSED_CALLERS,
    otherMethod('GET, HEAD'),
    ...OUR_FAULTS,
  ];
  return {
    security: WITH_TOKEN,
    parameters: statusParameters([...found, notModified, ...refused]),
    responses: { '200': documents(found), '304': unchanged(notModified), ...refusing(refused) },
  };
}

function read(name: string, summary: string, answer: StatusDocument): Scenario {
  return { name, summary, parameters: { id: answer.id }, status: 200, answer };
}

function documents(found: readonly Scenario[]): Response {
  const response = answering(
    {
      description: 'The status document: every item in the order submitted, or those that were asked for.',
      schema: 'StatusDocument',
      headers: [...OF_PARTNERS_ANSWERS, 'Vary'],
    },
    found,
  );
  return { ...response, headers: { ...response.headers, ...entityTagHeader(entityTagExamples(found)) } };
}

function unchanged(scenario: Scenario): Response {
  return {
    description: 'The document is still that of `If-None-Match`.',
    headers: { ...headerReferences(OF_PARTNERS_ANSWERS), ...entityTagHeader(entityTagExamples([scenario])) },
  };
}
