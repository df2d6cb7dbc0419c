/** Readable on white and on black, as pages show images in both. */
const INK = '#7a828c';
const GRID = '#7a828c40';
const FONT = 'system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif';
const AXIS = { labelColor: INK, titleColor: INK, gridColor: GRID, domainColor: INK, tickColor: INK };
const COLOURS = ['#2f81f7', '#d29922', '#8b949e'];
/** Jobs of both lanes before partners get one at a time: docs/decisions/0020. */
const ROOM = 2 * 1_000;

const panel = (title, rest) => ({
  width: 560,
  height: 220,
  title: { text: title, anchor: 'start', color: INK },
  ...rest,
});

/**
 * A simulation of the release in two panels: what waited in Bull over time, below its bound, and who waited how long.
 * @param {ReturnType<typeof import('../release/summary.mjs').summary>} result
 * @returns {import('vega-lite').TopLevelSpec}
 */
export function releaseChart({ overTime, classes, options }) {
  const bound = options.partners + options.newcomers + ROOM;
  const jobs = overTime.flatMap(({ atS, small, bulk }) => [
    { atS, jobs: small, lane: 'small shards' },
    { atS, jobs: bulk, lane: 'bulk shards' },
    { atS, jobs: bound, lane: 'bound: one for each partner, and 2,000' },
  ]);
  const waits = classes.flatMap(({ from, waitMs }) =>
    ['p50', 'p99'].map((share) => ({ from, share, seconds: waitMs[share] / 1000 })),
  );
  const legend = { title: null, labelColor: INK, labelLimit: 0, symbolType: 'stroke', orient: 'bottom' };
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: null,
    padding: 12,
    config: { font: FONT, view: { stroke: null }, axis: { labelFontSize: 12, titleFontSize: 12 } },
    resolve: { scale: { color: 'independent' } },
    vconcat: [
      panel(`Jobs waiting in Bull, ${options.partners.toLocaleString('en')} partners with a backlog`, {
        data: { values: jobs },
        mark: { type: 'line', strokeWidth: 2 },
        encoding: {
          x: { field: 'atS', type: 'quantitative', axis: { ...AXIS, title: 'seconds' } },
          y: { field: 'jobs', type: 'quantitative', axis: { ...AXIS, title: 'jobs', format: ',' } },
          color: { field: 'lane', type: 'nominal', sort: null, scale: { range: COLOURS }, legend },
        },
      }),
      panel('Seconds until the first shard of a partner is decided', {
        data: { values: waits },
        mark: { type: 'line', point: true, strokeWidth: 2 },
        encoding: {
          x: {
            field: 'from',
            type: 'quantitative',
            scale: { type: 'log' },
            axis: {
              ...AXIS,
              title: 'items that the partner has waiting, from',
              format: ',',
              values: [1, 10, 100, 1000, 10_000, 100_000],
            },
          },
          y: { field: 'seconds', type: 'quantitative', axis: { ...AXIS, title: 's' } },
          color: { field: 'share', type: 'nominal', sort: null, scale: { range: COLOURS }, legend },
        },
      }),
    ],
  };
}
