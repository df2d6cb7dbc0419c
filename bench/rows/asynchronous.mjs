import { clientBatches } from '../items/batches.mjs';
import { routeOf } from '../stack/service.mjs';
import { againstReference, itemsPerSFigure } from './against-reference.mjs';
import { higher, lower } from './row.mjs';

/** By batch size: how many batches one turn has, and how many of them are in flight. */
const LOADS = [
  { size: 1, count: 400, inFlight: 32, must: 0.25, aim: 0.4, quick: true },
  { size: 100, count: 120, inFlight: 16, must: 0.35, aim: 0.5 },
  { size: 1000, count: 30, inFlight: 4, must: 0.4, aim: 0.55, quick: true },
  { size: 10_000, count: 10, inFlight: 2, must: 0.35, aim: 0.5, quick: true },
  { size: 100_000, count: 2, inFlight: 1, must: 0.35, aim: 0.5 },
];

/** The size of batches that CPU and WAL are measured with: ten of them are 100,000 items. */
const RESOURCES_AT = 10_000;
const [LARGE, LARGEST] = [10_000, 100_000];

/** The part of a load that `--quick` sends: enough to see a change of a fifth. */
const QUICK_PART = 0.5;

const ratioFigure = (size) => `clients/${size}`;

const RESOURCES = [
  lower({
    figure: 'cpu',
    title: 'CPU for 100,000 items, ratio to the reference',
    unit: '×',
    must: 3,
    aim: 2,
    quick: true,
  }),
  lower({
    figure: 'wal',
    title: 'WAL per item, ratio to the reference',
    unit: '×',
    must: 1.1,
    aim: 0.8,
    quick: true,
  }),
];

const GROWTH = higher({
  figure: 'growth/batch-size',
  title: 'items/s in batches of 100,000 against 10,000',
  must: 0.8,
});

/** @type {import('./row.mjs').Experiment} */
export const asynchronous = {
  name: 'clients',
  rows: [
    ...LOADS.map(({ size, inFlight, must, aim, quick }) =>
      higher({
        figure: ratioFigure(size),
        title: `clients, batches of ${size.toLocaleString('en')} (${inFlight} in flight), ratio to two COPYs`,
        must,
        aim,
        quick,
      }),
    ),
    ...RESOURCES,
    GROWTH,
  ],
  async measure(bench) {
    const started = await bench.service();
    const service = routeOf(started, await started.partner(), 'clients');
    const reference = (await bench.reference()).kind('clients');
    const part = bench.isQuick ? QUICK_PART : 1;
    const needed = new Set(
      LOADS.filter(({ size }) => bench.wants(ratioFigure(size))).map(({ size }) => size),
    );
    if (RESOURCES.some(({ figure }) => bench.wants(figure))) needed.add(RESOURCES_AT);
    if (bench.wants(GROWTH.figure)) needed.add(LARGE).add(LARGEST);

    await bench.rounds(async (round) => {
      const figures = {};
      for (const { size, count, inFlight } of LOADS.filter((load) => needed.has(load.size))) {
        const turn = { service, reference, batches: clientBatches(count * part, size), inFlight };
        const result = await againstReference(bench, round, turn);
        Object.assign(figures, figuresOf(size, result));
      }
      if (bench.wants(GROWTH.figure)) {
        figures[GROWTH.figure] =
          figures[itemsPerSFigure('service', LARGEST)] / figures[itemsPerSFigure('service', LARGE)];
      }
      return figures;
    });
  },
};

function figuresOf(size, { service, reference, ratio }) {
  const figures = {
    [ratioFigure(size)]: ratio,
    [itemsPerSFigure('service', size)]: service.itemsPerS,
    [itemsPerSFigure('reference', size)]: reference.itemsPerS,
  };
  if (size !== RESOURCES_AT) return figures;
  const per100k = (seconds) => (seconds * 100_000) / service.items;
  const [api, worker] = service.ownCpuSeconds;
  return {
    ...figures,
    cpu: service.cpuSeconds / reference.cpuSeconds,
    wal: service.walBytes / reference.walBytes,
    'cpu-seconds-per-100k/service': per100k(service.cpuSeconds),
    'cpu-seconds-per-100k/api': per100k(api),
    'cpu-seconds-per-100k/worker': per100k(worker),
    'cpu-seconds-per-100k/postgres-under-service': per100k(service.postgresCpuSeconds),
    'cpu-seconds-per-100k/reference': per100k(reference.cpuSeconds),
    'wal-bytes-per-item/service': service.walBytes / service.items,
    'wal-bytes-per-item/reference': reference.walBytes / reference.items,
  };
}
