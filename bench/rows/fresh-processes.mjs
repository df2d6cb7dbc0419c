import { clientBatches } from '../items/batches.mjs';
import { peakMemoryMb } from '../measure/peak-memory.mjs';
import { settle } from '../measure/throughput.mjs';
import { prepareService } from '../stack/service.mjs';
import { lower } from './row.mjs';

const ITEMS = 100_000;
const PROCESSES = ['api', 'worker'];
const NAMES = { api: 'API', worker: 'worker' };

const startFigure = (name) => `start/${name}`;
const memoryFigure = (name) => `memory/${name}`;

/** Processes that have done nothing before: how fast they start, and what a large batch makes of their memory. @type {import('./row.mjs').Experiment} */
export const freshProcesses = {
  name: 'fresh processes',
  rows: [
    ...PROCESSES.map((name) =>
      lower({
        figure: memoryFigure(name),
        title: `peak memory of the ${NAMES[name]} for a batch of 100,000, read once it is decided`,
        unit: 'MB',
        must: 400,
        aim: 300,
      }),
    ),
    ...PROCESSES.map((name) =>
      lower({
        figure: startFigure(name),
        title: `start of the ${NAMES[name]}`,
        unit: 's',
        must: 1.5,
        aim: 1,
      }),
    ),
  ],
  async measure(bench) {
    await bench.rounds(async () => {
      const service = await prepareService(bench.servers);
      try {
        await settle(bench.postgres);
        const figures = {
          [startFigure('api')]: await secondsOf(service.startApi),
          [startFigure('worker')]: await secondsOf(service.startWorker),
        };
        const partner = await service.partner();
        const id = await partner.submit('clients', clientBatches(1, ITEMS)[0].body);
        await service.outcomes.outcome([id], 50);
        await partner.document(id);
        for (const { name, pid } of service.processes()) figures[memoryFigure(name)] = peakMemoryMb(pid);
        return figures;
      } finally {
        await service.stop();
      }
    });
  },
};

async function secondsOf(start) {
  const begun = performance.now();
  await start();
  return (performance.now() - begun) / 1000;
}
