import { parse, View } from 'vega';
import { compile } from 'vega-lite';

/**
 * Draws a Vega-Lite chart as SVG, without a browser.
 * @param {import('vega-lite').TopLevelSpec} chart
 * @returns {Promise<string>}
 */
export function drawSvg(chart) {
  return new View(parse(compile(chart).spec), { renderer: 'none' }).toSVG();
}
