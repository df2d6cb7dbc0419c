/** How many items waited, at most in each step: a short peak is what one looks for. */
import { colour, drawChart } from './draw-chart.js';
import { inStepsOf } from './series.js';
import uPlot from './uplot.js';

const HEIGHT_PX = 150;
const STEP_S = 30;

export function drawWaitingChart(element, series) {
  const describe = () => ({
    least: 10,
    series: [
      {
        label: 'Waiting',
        stroke: colour('link'),
        fill: colour('link-paper'),
        width: 1.5,
        points: { show: false },
        paths: uPlot.paths.stepped({ align: 1 }),
        value: (_chart, value) => (value === null ? '–' : value.toLocaleString('en')),
      },
    ],
  });
  const columns = () => {
    const { at, waiting } = inStepsOf(series(), STEP_S, (values) => Math.max(...values));
    return [at, waiting];
  };
  return drawChart(element, HEIGHT_PX, describe, columns);
}
