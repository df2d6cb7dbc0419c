import { fillSavedRecords } from '../filled/saved-records.mjs';
import { clientBatches } from '../items/batches.mjs';
import { inTurn } from '../measure/rounds.mjs';
import { throughput } from '../measure/throughput.mjs';
import { routeOf, startService } from '../stack/service.mjs';
import { higher } from './row.mjs';

const FIGURE = 'growth/saved-records';
const SAVED = 10_000_000;
const LOAD = { size: 10_000, count: 10, inFlight: 2 };

/** @type {import('./row.mjs').Experiment} */
export const savedRecords = {
  name: 'saved records',
  rows: [
    higher({
      figure: FIGURE,
      title: 'items/s with 10 million records saved already, against an empty table',
      must: 0.8,
    }),
  ],
  async measure(bench) {
    const filled = await startService(bench.servers);
    const empty = await startService(bench.servers);
    try {
      bench.say(`filling a table with ${SAVED.toLocaleString('en')} records …`);
      await fillSavedRecords(filled.databaseUrl, SAVED);
      const [full, fresh] = [await contestant(filled), await contestant(empty)];
      await bench.rounds(async (round) => {
        const batches = clientBatches(LOAD.count, LOAD.size);
        const results = await inTurn(round, {
          filled: () => throughput(bench, full, batches, LOAD.inFlight),
          empty: () => throughput(bench, fresh, batches, LOAD.inFlight),
        });
        return { [FIGURE]: results.filled.itemsPerS / results.empty.itemsPerS };
      });
    } finally {
      await filled.stop();
      await empty.stop();
    }
  },
};

async function contestant(service) {
  return routeOf(service, await service.partner(), 'clients');
}
