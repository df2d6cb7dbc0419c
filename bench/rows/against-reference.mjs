import { inTurn } from '../measure/rounds.mjs';
import { throughput } from '../measure/throughput.mjs';

/** The reference is one sequential connection. */
const REFERENCE_IN_FLIGHT = 1;

/**
 * The service and the two-COPY reference, each in its turn, on the same batches.
 * @param {import('../bench.mjs').Bench} bench
 * @param {number} round
 * @param {object} turn
 * @param {import('../stack/contestant.mjs').Started} turn.service
 * @param {import('../stack/contestant.mjs').Started} turn.reference
 * @param {readonly import('../stack/contestant.mjs').Batch[]} turn.batches
 * @param {number} turn.inFlight of the service
 */
export async function againstReference(bench, round, { service, reference, batches, inFlight }) {
  const turns = await inTurn(round, {
    service: () => throughput(bench, service, batches, inFlight),
    reference: () => throughput(bench, reference, batches, REFERENCE_IN_FLIGHT),
  });
  return { ...turns, ratio: turns.service.itemsPerS / turns.reference.itemsPerS };
}

/** Name of the figure of a contestant's items/s at a batch size, which the chart is drawn from. */
export const itemsPerSFigure = (contestant, size) => `items-per-s/${contestant}/${size}`;
