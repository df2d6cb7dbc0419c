const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Each unit up to twice the next one, so that a number never hides more than half of itself. */
const UNITS: readonly (readonly [unitMs: number, upToMs: number, word: string])[] = [
  [SECOND_MS, 2 * MINUTE_MS, 's'],
  [MINUTE_MS, 2 * HOUR_MS, 'min'],
  [HOUR_MS, 2 * DAY_MS, 'h'],
  [DAY_MS, Infinity, 'days'],
];

/** How long ago a moment was, in whole units: "90 s", "3 h", "40 days". A clock that is ahead gives "0 s". */
export function ageInWords(since: Date, now: Date): string {
  const ageMs = Math.max(0, now.getTime() - since.getTime());
  const [unitMs, , word] = UNITS.find(([, upToMs]) => ageMs < upToMs) ?? [DAY_MS, Infinity, 'days'];
  return `${Math.floor(ageMs / unitMs)} ${word}`;
}
