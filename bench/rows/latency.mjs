import { clientBatches } from '../items/batches.mjs';
import { submitToCompleted } from '../measure/submit-to-completed.mjs';
import { percentile } from '../measure/statistics.mjs';
import { settle } from '../measure/throughput.mjs';
import { lower } from './row.mjs';

const LOADS = [
  { size: 1, must: 8, aim: 4 },
  { size: 100, must: 20, aim: 10 },
];
const SUBMISSIONS = 150;

const figureOf = (size) => `latency/${size}`;

/** @type {import('./row.mjs').Experiment} */
export const latency = {
  name: 'submit to Completed',
  rows: LOADS.map(({ size, must, aim }) =>
    lower({
      figure: figureOf(size),
      title: `submit to Completed, idle system, ${size === 1 ? '1 item' : `${size} items`}, p50`,
      unit: 'ms',
      must,
      aim,
    }),
  ),
  async measure(bench) {
    const service = await bench.service();
    const partner = await service.partner();
    await bench.rounds(async () => {
      const figures = {};
      for (const { size } of LOADS) {
        await settle(bench.postgres);
        const times = await submitToCompleted(service, partner, clientBatches(SUBMISSIONS, size));
        figures[figureOf(size)] = percentile(times, 0.5);
        figures[`${figureOf(size)}/p99`] = percentile(times, 0.99);
      }
      return figures;
    });
  },
};
