import { percentile } from '../measure/statistics.mjs';

/** Classes of partners by what they have waiting, in items; each from here to the next. */
const CLASSES = [1, 10, 100, 1000, 10_000, 100_000];

const spreadOf = (values) =>
  values.length === 0
    ? null
    : { p50: percentile(values, 0.5), p99: percentile(values, 0.99), max: Math.max(...values) };

const most = (samples, value) => samples.reduce((greatest, each) => Math.max(greatest, value(each)), 0);

/** What a simulation showed, as figures. */
export function summary({ options, backlogs, late, waits, samples, calls, events, decided, ranS }) {
  const waitsOf = (partners) => partners.flatMap(({ id }) => waits.get(`${id}`) ?? []);
  const classes = CLASSES.map((from, n) => {
    const to = CLASSES[n + 1] ?? Infinity;
    const partners = backlogs.filter(({ items }) => items >= from && items < to);
    const found = waitsOf(partners);
    return {
      from,
      partners: partners.length,
      served: found.length,
      waitMs: spreadOf(found.map(({ ms }) => ms)),
    };
  }).filter(({ partners }) => partners > 0);
  const everybody = waitsOf([...backlogs, ...late]);
  const newcomers = waitsOf(late);
  const ofPartners = samples.flatMap(({ most: found }) => found ?? []);
  return {
    options,
    ranS,
    decided,
    decidedPerS: decided / ranS,
    served: everybody.length,
    shards: backlogs.reduce((sum, { shards }) => sum + shards, 0),
    items: backlogs.reduce((sum, { items }) => sum + items, 0),
    /** How many decisions came before a partner's first one, of those that had been waiting from the beginning. */
    mostBehind: most(waitsOf(backlogs), ({ behind }) => behind),
    classes,
    newcomers: {
      partners: late.length,
      served: newcomers.length,
      waitMs: spreadOf(newcomers.map(({ ms }) => ms)),
    },
    calls: {
      changed: { count: calls.changed.length, ms: spreadOf(calls.changed) },
      page: { count: calls.page.length, ms: spreadOf(calls.page) },
    },
    events,
    mostJobs: {
      small: most(samples, ({ small }) => small),
      bulk: most(samples, ({ bulk }) => bulk),
      both: most(samples, ({ small, bulk }) => small + bulk),
    },
    mostOfOnePartner: {
      items: most(ofPartners, ({ items }) => items),
      shards: most(ofPartners, ({ shards }) => shards),
    },
    redisBytes: {
      least: Math.min(...samples.map(({ redisBytes }) => redisBytes)),
      most: most(samples, ({ redisBytes }) => redisBytes),
    },
    overTime: samples.map(({ atS, small, bulk }) => ({ atS, small, bulk })),
  };
}
