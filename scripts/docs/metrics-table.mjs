import { markdownTable } from './markdown-table.mjs';

const HEAD = ['metric', 'type', 'labels', 'what it says'];

/** @param {import('../../libs/platform/src')} platform its lists of metrics */
export function metricsTable({ COUNTERS, HISTOGRAMS, GAUGES, METRIC_PREFIX }) {
  const rows = (type, metrics) =>
    Object.entries(metrics).map(([name, { help, labels }]) => [
      `\`${METRIC_PREFIX}${name}\``,
      type,
      labels.map((label) => `\`${label}\``).join(', '),
      help,
    ]);
  return markdownTable(HEAD, [
    ...rows('counter', COUNTERS),
    ...rows('histogram', HISTOGRAMS),
    ...rows('gauge', GAUGES),
  ]);
}
