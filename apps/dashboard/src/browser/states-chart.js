/** Items per second by state, stacked, with what was accepted as a line. */
import { colour, drawChart } from './draw-chart.js';
import { inStepsOf } from './series.js';
import uPlot from './uplot.js';

const HEIGHT_PX = 230;
const STEP_S = 30;
/** From the bottom up. */
const STATES = ['completed', 'duplicate', 'conflict', 'failed'];
const LABELS = { completed: 'Completed', duplicate: 'Duplicate', conflict: 'Conflict', failed: 'Failed' };

export function drawStatesChart(element, series) {
  let shown = inStepsOf(series(), STEP_S);
  const bars = uPlot.paths.bars({ size: [0.8, 40], align: 1 });
  const own = (name) => (_chart, _value, _column, at) =>
    at === null ? '–' : Math.round(shown[name][at]).toLocaleString('en');
  const describe = () => ({
    series: [
      ...STATES.toReversed().map((state) => ({
        label: LABELS[state],
        stroke: colour(state),
        fill: colour(state),
        width: 0,
        points: { show: false },
        paths: bars,
        value: own(state),
      })),
      {
        label: 'Accepted',
        stroke: colour('ink'),
        width: 1.25,
        points: { show: false },
        paths: uPlot.paths.stepped({ align: 1 }),
        value: own('accepted'),
      },
    ],
  });
  /** Times, each state on top of those below it, and what was accepted; what lies behind is drawn first. */
  const columns = () => {
    shown = inStepsOf(series(), STEP_S);
    let below = shown.at.map(() => 0);
    const stacked = STATES.map((state) => (below = shown[state].map((value, at) => value + below[at])));
    return [shown.at, ...stacked.toReversed(), shown.accepted];
  };
  return drawChart(element, HEIGHT_PX, describe, columns);
}
