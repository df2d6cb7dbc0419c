import { clientBatches } from '../items/batches.mjs';
import { inTurn } from '../measure/rounds.mjs';
import { throughput } from '../measure/throughput.mjs';
import { routeOf } from '../stack/service.mjs';
import { itemsPerSFigure } from './against-reference.mjs';
import { ratioToReference, unfairPeers } from './peer-fairness.mjs';
import { higher } from './row.mjs';

/** The peer that takes 500 items a job; all others take one. */
const CAREFUL = 'bull-careful';
const CAREFUL_FIGURE = 'peers/careful/10000';
const ONE_PER_ITEM_FIGURE = 'peers/one-job-per-item/1000';

/**
 * As many batches as the service's own rows have, so that what the first one takes until it is decided does not count for more than it
 * does there; fewer for those who take a second for a thousand items, of whose time it is nothing.
 */
const LOADS = [
  { size: 1, count: 400, onePerItem: 200, inFlight: 32 },
  { size: 100, count: 120, onePerItem: 20, inFlight: 16 },
  { size: 1000, count: 30, onePerItem: 4, inFlight: 4 },
  { size: 10_000, count: 10, onePerItem: 1, inFlight: 2 },
];

const isOnePerItem = (name) => ![CAREFUL, 'service', 'reference'].includes(name);

/** @type {import('./row.mjs').Experiment} */
export const peers = {
  name: 'peers',
  rows: [
    higher({
      figure: CAREFUL_FIGURE,
      title: 'against the careful peer, batches of 10,000',
      must: 6,
      aim: 9,
    }),
    higher({
      figure: ONE_PER_ITEM_FIGURE,
      title: 'against the best peer with a job for each item, batches of 1,000',
      must: 30,
      aim: 50,
    }),
  ],
  async measure(bench) {
    const names = bench.peerNames;
    if (names.length === 0) return;
    const started = await bench.service();
    const service = routeOf(started, await started.partner(), 'clients');
    const reference = (await bench.reference()).kind('clients');

    await bench.rounds(async (round) => {
      const figures = {};
      const contestants = { service, reference };
      for (const name of names) contestants[name] = await bench.peer(name);
      for (const { size, count, onePerItem, inFlight } of LOADS) {
        const batches = clientBatches(count, size);
        const turn = (name, contestant) => () => {
          const own = isOnePerItem(name) ? batches.slice(0, onePerItem) : batches;
          return throughput(bench, contestant, own, name === 'reference' ? 1 : inFlight);
        };
        const turns = Object.entries(contestants).map(([name, each]) => [name, turn(name, each)]);
        const results = await inTurn(round, Object.fromEntries(turns));
        Object.assign(figures, comparedAt(size, results, names));
      }
      return figures;
    });
    for (const name of names) await bench.stopPeer(name);
    for (const unfair of unfairPeers(bench.results().figures)) bench.note(unfair);
  },
};

/** The service's items/s divided by its peers' of the same round, and the peers' own figures. */
function comparedAt(size, { service, reference, ...results }, names) {
  const figures = {};
  for (const name of names) {
    figures[itemsPerSFigure(name, size)] = results[name].itemsPerS;
    figures[ratioToReference(name, size)] = results[name].itemsPerS / reference.itemsPerS;
  }
  const onePerItem = names.filter(isOnePerItem).map((name) => results[name].itemsPerS);
  if (size === 1000 && onePerItem.length > 0) {
    figures[ONE_PER_ITEM_FIGURE] = service.itemsPerS / Math.max(...onePerItem);
  }
  if (size === 10_000 && names.includes(CAREFUL)) {
    figures[CAREFUL_FIGURE] = service.itemsPerS / results[CAREFUL].itemsPerS;
  }
  return figures;
}
