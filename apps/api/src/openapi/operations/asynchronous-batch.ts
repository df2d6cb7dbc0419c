import { RECORD_KINDS } from '@app/domain';
import { type Configuration } from '@app/platform';
import { backlogFullDetail } from '../../problems/types/backlog-full';
import { acceptedAnswer } from '../../batches/accepted-answer';
import { type DescribedRoute } from '../describe-operation';
import { type ExampleBatch } from '../examples/example-batch';
import { refusal } from '../examples/refusal';
import { type Scenario } from '../examples/scenario';
import { type HeaderName } from '../parts/headers';
import { OF_PARTNERS_ANSWERS } from '../parts/responses';
import { seriesOfRoute } from './partner-route';
import { sendBatch } from './send-batch';

const HEADERS: readonly HeaderName[] = [...OF_PARTNERS_ANSWERS, 'Location', 'Retry-After'];

/** The request and the answers of a route that decides batches later. */
export function asynchronousBatch(
  route: DescribedRoute,
  first: ExampleBatch,
  ofEveryState: ExampleBatch,
): ReturnType<typeof sendBatch> {
  const { maxItems, maxBodyBytes, maxDepth, idempotencyWaitMs } = route.configuration;
  const { kind } = first;
  return sendBatch(route, {
    kind,
    limits: { maxItems, maxBytes: maxBodyBytes, maxDepth, idempotencyWaitMs },
    taken: accepted(route, first, ofEveryState),
    keyFor: kind,
    alsoRefused: [backlogFull(route.configuration)],
    status: 202,
    answer: {
      description: 'The batch is durably stored and will be decided, whatever happens to our processes.',
      headers: HEADERS,
      schema: 'Accepted',
    },
  });
}

function backlogFull({ partnerItemQuota }: Configuration): Scenario {
  return refusal('backlog_full', { detail: backlogFullDetail(partnerItemQuota) });
}

function accepted(
  route: DescribedRoute,
  first: ExampleBatch,
  ofEveryState: ExampleBatch,
): readonly Scenario[] {
  const { prefix, idempotencyKey } = seriesOfRoute(route);
  const answerTo = ({ kind, id }: ExampleBatch): object =>
    acceptedAnswer(RECORD_KINDS[kind].resource, { statusCheckId: id, uriPrefix: prefix }).document;
  const underKey = { parameters: { 'Idempotency-Key': idempotencyKey(first.kind) }, status: 202 };
  return [
    { ...underKey, name: 'new', summary: 'New items', body: first.items, answer: answerTo(first) },
    {
      ...underKey,
      name: 'same-request-again',
      summary: 'The same request again: the original answer, and no second batch',
      body: first.items,
      answer: answerTo(first),
    },
    {
      name: 'every-state',
      summary: 'Items that end in every state',
      body: ofEveryState.items,
      status: 202,
      answer: answerTo(ofEveryState),
    },
  ];
}
