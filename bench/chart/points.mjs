/** The figures that the chart is drawn from: `items-per-s/<contestant>/<batch size>`. */
const FIGURE = /^items-per-s\/([^/]+)\/(\d+)$/;

/** Names as readers know them, in the order of the legend. */
const NAMES = {
  reference: 'limit: two COPYs',
  service: 'this service',
  'bull-careful': 'Bull, 500 items a job',
  'pg-boss': 'pg-boss, 1 item a job',
  'graphile-worker': 'graphile-worker, 1 item a job',
  'bullmq-flow': 'BullMQ flow, 1 item a job',
  'bull-per-item': 'Bull, 1 item a job',
};

/**
 * The chart's points: medians.
 * @param {Readonly<Record<string, { median: number }>>} figures
 * @returns {{ contestant: string, name: string, size: number, itemsPerS: number }[]} ordered as NAMES, then by size
 */
export function pointsOf(figures) {
  const order = Object.keys(NAMES);
  const rank = ({ contestant }) => (order.includes(contestant) ? order.indexOf(contestant) : order.length);
  return Object.entries(figures)
    .flatMap(([figure, { median }]) => {
      const [, contestant, size] = FIGURE.exec(figure) ?? [];
      if (contestant === undefined) return [];
      const name = NAMES[contestant] ?? contestant;
      return [{ contestant, name, size: Number(size), itemsPerS: Math.round(median) }];
    })
    .sort((a, b) => rank(a) - rank(b) || a.size - b.size);
}
