import { claimBatches, clientBatches, clientWithClaimBatches } from '../items/batches.mjs';
import { submitAll } from '../measure/throughput.mjs';
import { routeOf } from '../stack/service.mjs';
import { againstReference } from './against-reference.mjs';
import { higher } from './row.mjs';

const LOADS = [
  { size: 1, count: 300, inFlight: 32, must: 0.25, aim: 0.4 },
  { size: 100, count: 60, inFlight: 16, must: 0.35, aim: 0.5 },
  { size: 1000, count: 20, inFlight: 4, must: 0.35, aim: 0.5 },
];

/** The clients that claims belong to, saved beforehand on both sides. */
const SAVED_CLIENTS = 10_000;

/** @type {readonly { kind: string, title: string }[]} */
const KINDS = [
  { kind: 'revenue-claims', title: 'revenue claims' },
  { kind: 'clients-with-claims', title: 'clients with a claim each, synchronous' },
];

const figureOf = (kind, size) => `${kind}/${size}`;

/** The claims' reference saves the same rows under the same foreign key. @type {import('./row.mjs').Experiment} */
export const claims = {
  name: 'claims',
  rows: KINDS.flatMap(({ kind, title }) =>
    LOADS.map(({ size, inFlight, must, aim }) =>
      higher({
        figure: figureOf(kind, size),
        title: `${title}, ${size.toLocaleString('en')} a request (${inFlight} in flight), ratio to COPYs`,
        must,
        aim,
      }),
    ),
  ),
  async measure(bench) {
    const started = await bench.service();
    const partner = await started.partner();
    const reference = await bench.reference();
    const clientIds = await saveClients(started, partner, reference);
    const batchesOf = {
      'revenue-claims': (count, size) => claimBatches(count, size, clientIds),
      'clients-with-claims': clientWithClaimBatches,
    };
    const wanted = KINDS.flatMap(({ kind }) => LOADS.map((load) => ({ kind, ...load }))).filter(
      ({ kind, size }) => bench.wants(figureOf(kind, size)),
    );
    await bench.rounds(async (round) => {
      const figures = {};
      for (const { kind, size, count, inFlight } of wanted) {
        const { ratio, service } = await againstReference(bench, round, {
          service: withAnswers(routeOf(started, partner, kind), kind),
          reference: reference.kind(kind),
          batches: batchesOf[kind](count, size),
          inFlight,
        });
        figures[figureOf(kind, size)] = ratio;
        figures[`items-per-s-of-${kind}/service/${size}`] = service.itemsPerS;
      }
      return figures;
    });
  },
};

/** The decision is the answer of a synchronous request: its turn ends when the last answer has been read, not before. */
function withAnswers(route, kind) {
  return kind === 'clients-with-claims' ? { ...route, decided: () => Promise.resolve(new Date()) } : route;
}

async function saveClients(started, partner, reference) {
  const batches = clientBatches(1, SAVED_CLIENTS);
  for (const contestant of [routeOf(started, partner, 'clients'), reference.kind('clients')]) {
    await contestant.decided(await submitAll(contestant, batches, 1));
  }
  return batches[0].items.map((item) => item.partner_client_id);
}
