import { insertWaitingBatches } from '../filled/waiting-batches.mjs';
import { clientBatches } from '../items/batches.mjs';
import { submitAll } from '../measure/throughput.mjs';
import { percentile } from '../measure/statistics.mjs';
import { submitToCompleted } from '../measure/submit-to-completed.mjs';
import { prepareService, routeOf } from '../stack/service.mjs';
import { lower } from './row.mjs';

const BATCHES_FIGURE = 'backlog/ten-batches';
const MILLION_FIGURE = 'backlog/million-batches';
const TEN = 10;
const BATCH_ITEMS = 100_000;
const BACKLOG_ITEMS = TEN * BATCH_ITEMS;
const SMALL_BATCHES = 1000;
/** Bodies that are kept ready: ten of these are a quarter of a gigabyte. */
const BODIES_IN_FLIGHT = 2;

/** @type {import('./row.mjs').Experiment} */
export const backlog = {
  rows: [
    lower({
      figure: BATCHES_FIGURE,
      title: 'a million items of A waiting as 10 batches: B’s 1 item, submit to Completed, p99',
      unit: 'ms',
      must: 500,
      aim: 100,
    }),
    lower({
      figure: MILLION_FIGURE,
      title: 'a million items of A waiting as a million batches: B’s 1 item, submit to Completed, p99',
      unit: 'ms',
      must: 500,
      aim: 100,
    }),
  ],
  async measure(bench) {
    if (bench.wants(BATCHES_FIGURE)) await behindTenBatches(bench);
    if (bench.wants(MILLION_FIGURE)) await behindMillionBatches(bench);
  },
};

/** The batches are posted while no worker runs. With one, they are decided within seconds: every round needs them anew. */
async function behindTenBatches(bench) {
  const service = await prepareService(bench.servers);
  try {
    await service.startApi();
    const a = routeOf(service, await service.partner(0), 'clients');
    let fewest = SMALL_BATCHES;
    await bench.rounds(async () => {
      for (let n = 0; n < TEN; n += BODIES_IN_FLIGHT) {
        await submitAll(a, clientBatches(BODIES_IN_FLIGHT, BATCH_ITEMS), BODIES_IN_FLIGHT);
      }
      await service.startWorker();
      const times = await timesBehind(
        service,
        async () => (await service.outcomes.waitingItems()) > BATCH_ITEMS,
      );
      fewest = Math.min(fewest, times.length);
      while ((await service.outcomes.waitingItems()) > 0) await new Promise((done) => setTimeout(done, 50));
      await service.stopProcesses('worker');
      return figuresOf(BATCHES_FIGURE, times);
    });
    if (fewest < SMALL_BATCHES) {
      bench.note(
        `${BATCHES_FIGURE}: p99 of at least ${fewest} instead of ${SMALL_BATCHES} submissions a round: by then A's million had shrunk to ${BATCH_ITEMS}`,
      );
    }
  } finally {
    await service.stop();
  }
}

async function behindMillionBatches(bench) {
  const service = await prepareService(bench.servers);
  try {
    await insertWaitingBatches(service.databaseUrl, BACKLOG_ITEMS);
    bench.note(
      `${MILLION_FIGURE}: the million batches were inserted by SQL, as the rows that the API would have stored`,
    );
    await service.startApi();
    await service.startWorker();
    await bench.rounds(async () => figuresOf(MILLION_FIGURE, await timesBehind(service)));
    bench.note(`${MILLION_FIGURE}: ${await service.outcomes.waitingItems()} items waited still at the end`);
  } finally {
    await service.stop();
  }
}

async function timesBehind(service, goesOn) {
  return submitToCompleted(service, await service.partner(1), clientBatches(SMALL_BATCHES, 1), goesOn);
}

function figuresOf(figure, times) {
  return { [figure]: percentile(times, 0.99), [`${figure}/p50`]: percentile(times, 0.5) };
}
