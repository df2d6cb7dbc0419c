import { pointsOf } from './points.mjs';

const WIDTH = 640;
const HEIGHT = 400;

/** Readable on white and on black, as pages show images in both. */
const INK = '#7a828c';
const GRID = '#7a828c40';
const FONT = 'system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif';

const COLOURS = {
  reference: '#8b949e',
  service: '#2f81f7',
};
const PEER_COLOURS = ['#d29922', '#3fb950', '#a371f7', '#db61a2', '#e5534b'];

/**
 * Items/s by batch size, both logarithmic: a line for each contestant.
 * @param {import('../report/kept-results.mjs').Result} result
 * @returns {import('vega-lite').TopLevelSpec}
 */
export function throughputChart({ figures, machine, measuredAt }) {
  const points = pointsOf(figures);
  const names = [...new Set(points.map(({ name }) => name))];
  const contestantOf = new Map(points.map(({ name, contestant }) => [name, contestant]));
  const peers = names.filter((name) => COLOURS[contestantOf.get(name)] === undefined);
  const colour = (name) =>
    COLOURS[contestantOf.get(name)] ?? PEER_COLOURS[peers.indexOf(name) % PEER_COLOURS.length];
  const sizes = [...new Set(points.map(({ size }) => size))];
  const axis = { labelColor: INK, titleColor: INK, gridColor: GRID, domainColor: INK, tickColor: INK };

  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: WIDTH,
    height: HEIGHT,
    background: null,
    padding: 12,
    title: {
      text: 'Items decided per second, by items in a batch',
      subtitle: `medians of one run, ${measuredAt.slice(0, 10)}: ${machine.cores} processors (${machine.cpu}), client on the same machine`,
      anchor: 'start',
      color: INK,
      subtitleColor: INK,
      offset: 14,
    },
    config: { font: FONT, view: { stroke: null }, axis: { labelFontSize: 12, titleFontSize: 12 } },
    data: { values: points },
    encoding: {
      x: {
        field: 'size',
        type: 'quantitative',
        scale: { type: 'log' },
        axis: { ...axis, title: 'items in a batch', values: sizes, format: ',' },
      },
      y: {
        field: 'itemsPerS',
        type: 'quantitative',
        scale: { type: 'log', domainMin: 100 },
        axis: { ...axis, title: 'items/s', values: [100, 1000, 10_000, 100_000], format: ',' },
      },
      color: {
        field: 'name',
        type: 'nominal',
        scale: { domain: names, range: names.map(colour) },
        legend: { title: null, labelColor: INK, labelFontSize: 12, labelLimit: 0, symbolType: 'stroke' },
      },
    },
    layer: [
      {
        mark: { type: 'line', strokeWidth: 2.5 },
        encoding: {
          strokeDash: {
            condition: { test: "datum.contestant === 'reference'", value: [6, 4] },
            value: [1, 0],
          },
        },
      },
      { mark: { type: 'point', filled: true, size: 45, opacity: 1 } },
    ],
  };
}
