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
 * The same in wider steps, which are easier to look at: means, or with `pick` what it makes of the values of a step.
 * @param {Record<string, number[]>} series
 * @param {number} seconds of a step
 * @param {(values: number[]) => number} [pick]
 */
export function inStepsOf(series, seconds, pick = mean) {
  const steps = Map.groupBy(series.at.keys(), (point) => Math.floor(series.at[point] / seconds) * seconds);
  const points = [...steps.values()];
  const column = ([name, values]) => [
    name,
    points.map((members) => pick(members.map((point) => values[point]))),
  ];
  return { ...Object.fromEntries(Object.entries(series).map(column)), at: [...steps.keys()] };
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
