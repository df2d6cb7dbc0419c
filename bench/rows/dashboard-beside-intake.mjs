import { setTimeout as pause } from 'node:timers/promises';
import { cpuByProcess } from '../growth/cpu-by-process.mjs';
import { clientBatches } from '../items/batches.mjs';
import { inTurn } from '../measure/rounds.mjs';
import { settle, throughput } from '../measure/throughput.mjs';
import { logIn } from '../stack/looker.mjs';
import { routeOf, startService } from '../stack/service.mjs';
import { higher } from './row.mjs';

const FIGURE = 'dashboard/intake-beside';
const LOAD = { size: 1000, count: 250, inFlight: 4 };
const LOOKERS = 5;
const CLICK_EVERY_MS = 5000;
const CLICKED = ['/', '/batches', '/partners', '/partners/partner-0', '/batches?state=Failed', '/audit'];

/** @type {import('./row.mjs').Experiment} */
export const dashboardBesideIntake = {
  name: 'dashboard beside intake',
  rows: [
    higher({
      figure: FIGURE,
      title: 'items/s while five people look at the dashboard, against nobody looking',
      must: 0.95,
    }),
  ],
  async measure(bench) {
    const service = await startService(bench.servers);
    try {
      const dashboard = await service.startDashboard();
      const contestant = routeOf(service, await service.partner(), 'clients');
      // One login each, as it takes a fifth of a second of a core.
      const lookers = [];
      for (let n = 0; n < LOOKERS; n++) lookers.push(await logIn(dashboard));
      await bench.rounds(async (round) => {
        let pages = 0;
        const used = {};
        const turn = (batches) => throughput(bench, contestant, batches, LOAD.inFlight);
        const { looked, alone } = await inTurn(round, {
          looked: async () => {
            const batches = clientBatches(LOAD.count, LOAD.size);
            // Making them has kept this process from seeing which connections the dashboard has closed meanwhile.
            await settle(bench.postgres);
            const looking = lookAt(lookers);
            const { turn: result, busy } = await cpuByProcess(service, () => turn(batches));
            for (const { name, processors } of busy) used[`${FIGURE}: processors of ${name}`] = processors;
            pages = await looking.end();
            return result;
          },
          alone: () => turn(clientBatches(LOAD.count, LOAD.size)),
        });
        return {
          [FIGURE]: looked.itemsPerS / alone.itemsPerS,
          [`${FIGURE}: items/s`]: looked.itemsPerS,
          [`${FIGURE}: items/s, nobody looking`]: alone.itemsPerS,
          [`${FIGURE}: pages looked at`]: pages,
          ...used,
        };
      });
      bench.note(
        `${FIGURE}: each of ${LOOKERS} holds the overview's stream of events open and opens a page every ${CLICK_EVERY_MS / 1000} s`,
      );
    } finally {
      await service.stop();
    }
  },
};

/** Everybody looks, each beginning at another page. */
function lookAt(lookers) {
  const ended = new AbortController();
  const streams = lookers.map((looker) => looker.holdEvents(ended.signal));
  const clicks = lookers.map(async (looker, first) => {
    let pages = 0;
    while (!ended.signal.aborted) {
      await looker.page(CLICKED[(first + pages) % CLICKED.length]);
      pages++;
      await pause(CLICK_EVERY_MS, undefined, { signal: ended.signal }).catch(() => undefined);
    }
    return pages;
  });
  const looking = Promise.all([...streams, ...clicks]);
  // Told when the turn ends.
  looking.catch(() => undefined);
  return {
    /** @returns {Promise<number>} pages that were looked at */
    async end() {
      ended.abort();
      const results = await looking;
      const received = results.slice(0, lookers.length);
      if (received.includes(0)) throw new Error('a stream of events brought nothing');
      return results.slice(lookers.length).reduce((sum, pages) => sum + pages, 0);
    },
  };
}
