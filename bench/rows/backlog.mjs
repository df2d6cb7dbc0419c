import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
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
const ROUND_WITHIN_MS = 40_000;
const DRAINED_WITHIN_MS = 120_000;

/** @type {import('./row.mjs').Experiment} */
export const backlog = {
  name: 'backlog',
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
    const isLarge = async () => (await service.outcomes.waitingItems()) > BATCH_ITEMS;
    const counts = [];
    await bench.rounds(async () => {
      for (let n = 0; n < TEN; n += BODIES_IN_FLIGHT) {
        await submitAll(a, clientBatches(BODIES_IN_FLIGHT, BATCH_ITEMS), BODIES_IN_FLIGHT);
      }
      await service.haveWorkers(1);
      const times = await timesBehind(service, isLarge);
      counts.push(times.length);
      await waitUntil(async () => (await service.outcomes.waitingItems()) === 0, {
        withinMs: DRAINED_WITHIN_MS,
      });
      await service.haveWorkers(0);
      return figuresOf(BATCHES_FIGURE, times);
    });
    noteFewer(bench, BATCHES_FIGURE, counts, 'until a tenth of the million was left');
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
    await service.haveWorkers(1);
    const counts = [];
    await bench.rounds(async () => {
      const deadline = performance.now() + ROUND_WITHIN_MS;
      const times = await timesBehind(service, async () => performance.now() < deadline);
      counts.push(times.length);
      return figuresOf(MILLION_FIGURE, times);
    });
    noteFewer(bench, MILLION_FIGURE, counts, `in the ${ROUND_WITHIN_MS / 1000} s of a round`);
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

function noteFewer(bench, figure, counts, why) {
  const fewest = Math.min(...counts);
  if (fewest < SMALL_BATCHES)
    bench.note(
      `${figure}: p99 of at least ${fewest} submissions a round, which is how many there were ${why}`,
    );
}
