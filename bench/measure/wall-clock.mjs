/**
 * A clock that can be compared with PostgreSQL's: the system's time of day, with fractions of a millisecond, which Date does not
 * have. It is set at the moment at which Date turns to its next millisecond.
 * @returns {() => number} milliseconds since 1970
 */
export function wallClock() {
  const before = Date.now();
  let turned = before;
  while (turned === before) turned = Date.now();
  const offsetMs = turned - performance.now();
  return () => performance.now() + offsetMs;
}
