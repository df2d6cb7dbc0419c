/** What peers of these kinds reached elsewhere, in items/s by batch size, beside the reference of the same machine. */
const REACHED = {
  reference: { 1000: 115_000, 10_000: 130_000 },
  'bull-per-item': { 1000: 613 },
  'bullmq-flow': { 1000: 1000 },
  'pg-boss': { 1000: 1142, 10_000: 1320 },
  'graphile-worker': { 1000: 1142 },
  'bull-careful': { 1000: 5308, 10_000: 6457 },
};

/** A peer that reaches less than this part of it has been written or set up badly. */
const FAIR_FROM = 0.7;

/** Name of the figure of a peer's items/s divided by the reference's. */
export const ratioToReference = (name, size) => `ratio-to-reference/${name}/${size}`;

/**
 * Peers that a comparison with would not be fair.
 * @param {Readonly<Record<string, { median: number }>>} figures
 * @returns {string[]} a sentence for each peer and batch size
 */
export function unfairPeers(figures) {
  return Object.entries(REACHED).flatMap(([name, reached]) =>
    Object.entries(reached).flatMap(([size, itemsPerS]) => {
      const ratio = figures[ratioToReference(name, size)]?.median;
      const part = ratio / (itemsPerS / REACHED.reference[size]);
      if (ratio === undefined || part >= FAIR_FROM) return [];
      return [
        `${name} is no fair peer yet: at ${size} items it reaches ${part.toFixed(2)} of what such a peer can reach beside the reference`,
      ];
    }),
  );
}
