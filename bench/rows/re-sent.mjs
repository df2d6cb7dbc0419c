import { batchOf, clientBatches } from '../items/batches.mjs';
import { inTurn } from '../measure/rounds.mjs';
import { throughput } from '../measure/throughput.mjs';
import { routeOf } from '../stack/service.mjs';
import { higher } from './row.mjs';

const SHARES_PERCENT = [1, 90, 100];
const LOAD = { size: 10_000, count: 4, inFlight: 2 };

const figureOf = (percent) => `re-sent/${percent}`;

/** Partners send again what they sent before: as fast as new items, one would wish. @type {import('./row.mjs').Experiment} */
export const reSent = {
  name: 're-sent items',
  rows: SHARES_PERCENT.map((percent) =>
    higher({
      figure: figureOf(percent),
      title: `batches of 10,000 with ${percent} % of the keys saved already, ratio to fresh ones`,
      must: 0.8,
      aim: 1,
    }),
  ),
  async measure(bench) {
    const started = await bench.service();
    const service = routeOf(started, await started.partner(), 'clients');
    const turn = (batches) => () => throughput(bench, service, batches, LOAD.inFlight);
    const fresh = () => clientBatches(LOAD.count, LOAD.size);
    const saved = fresh();
    await turn(saved)();

    await bench.rounds(async (round) => {
      const reSentTurns = SHARES_PERCENT.map((percent) => [
        figureOf(percent),
        turn(mixed(saved, fresh(), percent)),
      ]);
      const results = await inTurn(round, { fresh: turn(fresh()), ...Object.fromEntries(reSentTurns) });
      const ratios = SHARES_PERCENT.map((percent) => {
        const figure = figureOf(percent);
        return [figure, results[figure].itemsPerS / results.fresh.itemsPerS];
      });
      return Object.fromEntries(ratios);
    });
  },
};

/** Fresh batches in which a share of the items, spread evenly, are saved ones. */
function mixed(saved, fresh, percent) {
  return fresh.map(({ items }, n) =>
    batchOf(items.map((item, index) => (isReSent(index, percent) ? saved[n].items[index] : item))),
  );
}

/** True for `percent` of every hundred indexes. */
function isReSent(index, percent) {
  return Math.floor(((index + 1) * percent) / 100) > Math.floor((index * percent) / 100);
}
