/** A chart of items per second by state, stacked, with what was accepted as a line. */
import uPlot from './uplot.js';

const HEIGHT_PX = 240;
/** From the bottom up. */
const STATES = ['completed', 'duplicate', 'conflict', 'failed'];
const LABELS = { completed: 'Completed', duplicate: 'Duplicate', conflict: 'Conflict', failed: 'Failed' };

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Columns as uPlot draws them: times, each state on top of those below it, and what was accepted. */
function columnsOf(series) {
  let below = series.at.map(() => 0);
  const stacked = STATES.map((state) => (below = series[state].map((value, at) => value + below[at])));
  // What lies behind is drawn first.
  return [series.at, ...stacked.toReversed(), series.accepted];
}

function optionsFor(element, series) {
  const stepped = uPlot.paths.stepped({ align: 1 });
  const own = (state) => (_chart, _value, _column, at) =>
    at === null ? '–' : series()[state][at].toLocaleString('en');
  return {
    width: element.clientWidth,
    height: HEIGHT_PX,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    cursor: { y: false, drag: { x: false, y: false } },
    scales: { y: { range: (_chart, _least, most) => [0, Math.max(most * 1.08, 1)] } },
    axes: [
      {
        values: (_chart, times) => times.map((at) => new Date(at * 1000).toISOString().slice(11, 16)),
        stroke: colour('soft'),
        grid: { stroke: colour('edge'), width: 1 },
        ticks: { show: false },
      },
      {
        stroke: colour('soft'),
        grid: { stroke: colour('edge'), width: 1 },
        ticks: { show: false },
        size: 64,
      },
    ],
    series: [
      { value: '{HH}:{mm}:{ss}' },
      ...STATES.toReversed().map((state) => ({
        label: LABELS[state],
        stroke: colour(state),
        fill: colour(state),
        width: 0,
        points: { show: false },
        paths: stepped,
        value: own(state),
      })),
      {
        label: 'Accepted',
        stroke: colour('ink'),
        width: 1.25,
        dash: [4, 3],
        points: { show: false },
        paths: stepped,
        value: own('accepted'),
      },
    ],
  };
}

/**
 * Draws the chart into an element, as wide as it is, and in the colours that the page has.
 * @param {HTMLElement} element
 * @param {Record<string, number[]>} series times in seconds, and items/s
 * @returns {(series: Record<string, number[]>) => void} shows other figures
 */
export function drawStatesChart(element, series) {
  let shown = series;
  let chart;
  const draw = () => {
    chart?.destroy();
    chart = new uPlot(
      optionsFor(element, () => shown),
      columnsOf(shown),
      element,
    );
  };
  draw();
  new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT_PX })).observe(element);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  return (next) => {
    shown = next;
    chart.setData(columnsOf(shown));
  };
}
