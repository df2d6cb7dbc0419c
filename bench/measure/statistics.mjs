/**
 * The value below which a share of the samples lies, by the nearest rank.
 * @param {readonly number[]} samples at least one
 * @param {number} share from 0 to 1: 0.99 is p99
 * @returns {number}
 */
export function percentile(samples, share) {
  if (samples.length === 0) throw new Error('no samples');
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/**
 * The middle sample, or the mean of the two middle ones.
 * @param {readonly number[]} samples at least one
 * @returns {number}
 */
export function median(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (upper === undefined) throw new Error('no samples');
  return sorted.length % 2 === 1 ? upper : (sorted[sorted.length / 2 - 1] + upper) / 2;
}

/**
 * Samples of one figure, put together.
 * @param {readonly number[]} samples at least one
 * @returns {{ median: number, min: number, max: number, samples: number[] }}
 */
export function spread(samples) {
  return {
    median: median(samples),
    min: Math.min(...samples),
    max: Math.max(...samples),
    samples: [...samples],
  };
}
