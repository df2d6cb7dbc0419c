import { inDigits, type RecordKindName } from '@app/domain';
import { type DescribedRoute } from '../describe-operation';
import { OUR_FAULTS, otherMethod, REFUSED_CALLERS } from '../examples/refusals-of-any-route';
import { refusedBatches, refusedKeys, type RequestLimits } from '../examples/refused-batches';
import { bodyExamples, type Scenario } from '../examples/scenario';
import { type Operation } from '../openapi-types';
import { batchParameters } from '../parts/parameters';
import { type Answer, answering, refusing } from '../parts/responses';
import { WITH_TOKEN } from '../parts/security';
import { itemReference } from '../schemas/item-schemas';
import { seriesOfRoute } from './partner-route';

/** What routes that take batches have in common. */
export interface BatchRoute {
  readonly kind: RecordKindName;
  readonly limits: RequestLimits;
  /** Batches that are taken, the first of them under an Idempotency-Key. */
  readonly taken: readonly Scenario[];
  /** What that key was for. */
  readonly keyFor: string;
  readonly answer: Answer;
  /** Refusals of this route alone. */
  readonly alsoRefused?: readonly Scenario[];
  /** Status of the answer. */
  readonly status: number;
}

/** The request and the answers of a route that takes batches. */
export function sendBatch(
  route: DescribedRoute,
  { kind, limits, taken, keyFor, answer, alsoRefused = [], status }: BatchRoute,
): Pick<Operation, 'security' | 'parameters' | 'requestBody' | 'responses'> {
  const refused = [
    ...refusedBatches(limits),
    ...refusedKeys(seriesOfRoute(route), keyFor, taken.at(-1)?.body, limits),
    ...alsoRefused,
    ...REFUSED_CALLERS,
    otherMethod('POST'),
    ...OUR_FAULTS,
  ];
  const scenarios = [...taken, ...refused];
  return {
    security: WITH_TOKEN,
    parameters: batchParameters(scenarios),
    requestBody: {
      description: limitsInWords(limits),
      required: true,
      content: {
        'application/json': {
          schema: { type: 'array', minItems: 1, maxItems: limits.maxItems, items: itemReference(kind) },
          examples: bodyExamples(scenarios, 'application/json'),
        },
      },
    },
    responses: { [String(status)]: answering(answer, taken), ...refusing(refused) },
  };
}

const BYTES_OF_MIB = 1024 ** 2;

function limitsInWords({ maxItems, maxBytes, maxDepth }: RequestLimits): string {
  const mebibytes = maxBytes % BYTES_OF_MIB === 0 ? ` (${maxBytes / BYTES_OF_MIB} MiB)` : '';
  return (
    `A bare JSON array in UTF-8: 1 to ${inDigits(maxItems)} items, at most ${inDigits(maxBytes)} bytes${mebibytes} when inflated, nested at ` +
    `most ${maxDepth} levels deep, the array itself being the first. An item that is wrong is \`Failed\` by itself: it does not make ` +
    'the request wrong.'
  );
}
