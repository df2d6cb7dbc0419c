/** What the charts are drawn of: columns of numbers by name, with their times in seconds in `at`. Rates are items/s. */

/** An hour of points, ten seconds apart. */
const MOST_POINTS = 360;

/** Puts the newest points in the place of those of the same times. */
export function movedOn(known, newest) {
  const [first] = newest.at;
  const kept = known.at.filter((at) => at < first).length;
  return Object.fromEntries(
    Object.keys(known).map((name) => [
      name,
      [...known[name].slice(0, kept), ...newest[name]].slice(-MOST_POINTS),
    ]),
  );
}

/**
 * The same in wider steps, which are easier to look at: means, or with `pick` what it makes of the values of a step. The last values stand
 * there twice, at the beginning and at the end of their step, so that it is drawn as wide as the others.
 * @param {Record<string, number[]>} series
 * @param {number} seconds of a step
 * @param {(values: number[]) => number} [pick]
 */
export function inStepsOf(series, seconds, pick = mean) {
  const steps = Map.groupBy(series.at.keys(), (point) => Math.floor(series.at[point] / seconds) * seconds);
  const points = [...steps.values()];
  const column = ([name, values]) => {
    const picked = points.map((members) => pick(members.map((point) => values[point])));
    return [name, [...picked, picked.at(-1)]];
  };
  const begins = [...steps.keys()];
  return {
    ...Object.fromEntries(Object.entries(series).map(column)),
    at: [...begins, begins.at(-1) + seconds],
  };
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
