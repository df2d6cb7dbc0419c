import { clientBatches, clientWithClaimBatches } from '../items/batches.mjs';
import { percentile } from '../measure/statistics.mjs';
import { settle } from '../measure/throughput.mjs';
import { lower } from './row.mjs';

/** What one partner does meanwhile: POSTs, one after the other. */
const BESIDE = [
  {
    figure: 'beside/large-post',
    title: 'a POST of 100,000 items under way: p99 of another partner’s 1-item POSTs',
    kind: 'clients',
    load: () => clientBatches(4, 100_000),
  },
  {
    figure: 'beside/synchronous',
    title: 'under synchronous requests of 1,000 items: p99 of another partner’s 1-item POSTs',
    kind: 'clients-with-claims',
    load: () => clientWithClaimBatches(60, 1000),
  },
];

/** More than fit into the time of the load. */
const SMALL_BATCHES = 3000;

/** @type {import('./row.mjs').Experiment} */
export const otherPartners = {
  name: 'other partners',
  rows: BESIDE.map(({ figure, title }) => lower({ figure, title, unit: 'ms', must: 100, aim: 30 })),
  async measure(bench) {
    const service = await bench.service();
    const [loading, other] = [await service.partner(0), await service.partner(1)];
    await bench.rounds(async () => {
      const figures = {};
      for (const { figure, kind, load } of BESIDE.filter((each) => bench.wants(each.figure))) {
        const batches = load();
        const small = clientBatches(SMALL_BATCHES, 1);
        await settle(bench.postgres);
        const { times, ids } = await postsBeside(other, small, async () => {
          const accepted = [];
          for (const { body } of batches) accepted.push(await loading.submit(kind, body));
          return accepted;
        });
        await service.outcomes.outcome(ids, 50);
        figures[figure] = percentile(times, 0.99);
        figures[`${figure}/p50`] = percentile(times, 0.5);
        figures[`${figure}/posts`] = times.length;
      }
      return figures;
    });
  },
};

/** Posts small batches one after the other while the load is under way. */
async function postsBeside(partner, batches, load) {
  let isUnderWay = true;
  const loading = load().finally(() => (isUnderWay = false));
  const times = [];
  const ids = [];
  for (const { body } of batches) {
    if (!isUnderWay) break;
    const begun = performance.now();
    ids.push(await partner.submit('clients', body));
    times.push(performance.now() - begun);
  }
  return { times, ids: [...ids, ...(await loading)] };
}
