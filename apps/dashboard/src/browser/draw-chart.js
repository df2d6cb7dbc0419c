/** What all charts have in common: size, axes, time in UTC, and the colours that the page has. */
import uPlot from './uplot.js';

/** A colour of the stylesheet, light or dark as the page is now. */
export const colour = (name) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 });

function axis(more) {
  return {
    stroke: colour('soft'),
    font: '12px system-ui, sans-serif',
    grid: { stroke: colour('edge'), width: 1 },
    ticks: { show: false },
    ...more,
  };
}

function optionsFor(element, heightPx, { series, unit = '', least = 1 }) {
  return {
    width: element.clientWidth,
    height: heightPx,
    padding: [8, 18, 0, 0],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    cursor: { y: false, drag: { x: false, y: false } },
    scales: { y: { range: (_chart, _least, most) => [0, Math.max(most * 1.08, least)] } },
    axes: [
      axis({
        values: (_chart, times) => times.map((at) => new Date(at * 1000).toISOString().slice(11, 16)),
        grid: { show: false },
        size: 28,
      }),
      axis({
        values: (_chart, values) => values.map((value) => `${compact.format(value)}${unit}`),
        size: 52,
      }),
    ],
    series: [{ label: 'UTC', value: '{HH}:{mm}:{ss}' }, ...series],
  };
}

/**
 * Draws a chart into an element, as wide as it is.
 * @param {HTMLElement} element
 * @param {number} heightPx
 * @param {() => { series: object[], unit?: string, least?: number }} describe how it looks now; least: what the axis reaches at least
 * @param {() => number[][]} columns what it shows now
 * @returns {() => void} shows what has changed
 */
export function drawChart(element, heightPx, describe, columns) {
  let chart;
  const draw = () => {
    chart?.destroy();
    chart = new uPlot(optionsFor(element, heightPx, describe()), columns(), element);
  };
  draw();
  new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: heightPx })).observe(element);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  return () => chart.setData(columns());
}
