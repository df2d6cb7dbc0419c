/** Which share of the decided items failed or was in conflict. */
import { colour, drawChart } from './draw-chart.js';
import { inStepsOf } from './series.js';

const HEIGHT_PX = 150;
/** Shares of few items say little. */
const STEP_S = 60;

export function drawRefusedChart(element, series) {
  const line = (label, name) => ({
    label,
    stroke: colour(name),
    width: 1.75,
    points: { show: false },
    value: (_chart, value) => (value === null ? '–' : `${value.toFixed(1)} %`),
  });
  const describe = () => ({
    unit: ' %',
    series: [line('Failed', 'failed'), line('Conflict', 'conflict')],
  });
  const columns = () => {
    const { at, completed, duplicate, conflict, failed } = inStepsOf(series(), STEP_S);
    const shareOf = (state) =>
      state.map((value, n) => {
        const decided = completed[n] + duplicate[n] + conflict[n] + failed[n];
        return decided === 0 ? null : (100 * value) / decided;
      });
    return [at, shareOf(failed), shareOf(conflict)];
  };
  return drawChart(element, HEIGHT_PX, describe, columns);
}
