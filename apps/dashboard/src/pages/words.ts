import { inDigits } from '@app/domain';

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

/** A duration in whole units: "90 s", "3 h". */
export function durationInWords(ms: number): string {
  const [unitMs, , word] = UNITS.find(([, upToMs]) => ms < upToMs) ?? [DAY_MS, Infinity, 'days'];
  return `${Math.max(0, Math.floor(ms / unitMs))} ${word}`;
}

/** How long ago a moment was. */
export function ageInWords(since: Date): string {
  return durationInWords(Date.now() - since.getTime());
}

/** A moment of UTC for people: "2026-11-23 04:05:06". */
export function momentInWords(moment: Date): string {
  return moment.toISOString().slice(0, 19).replace('T', ' ');
}

/** A number for people, rounded. */
export function numberInWords(value: number): string {
  return inDigits(Math.round(value));
}

/** A part of a whole: "0.4 %". */
export function shareInWords(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}
