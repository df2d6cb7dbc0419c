import { LosslessNumber } from '../json/lossless-number';
import { isJsonObject, type UntrustedObject } from '../validation/json-object';

/**
 * The rules of docs/contract.md section 4 that several kinds have, written down a second time, slowly and plainly, to
 * hold the rules of the DTOs against: for each rule, whether it holds at each place of an object where it applies.
 */
export type PlainRules = Readonly<Record<string, (object: UntrustedObject) => readonly boolean[]>>;

/** Values of an object that a rule looks at; undefined where the object has none. */
export type Places = (object: UntrustedObject) => readonly unknown[];

export const isString = (value: unknown): value is string => typeof value === 'string';
export const isNumber = (value: unknown): value is LosslessNumber => value instanceof LosslessNumber;
export const present = (values: readonly unknown[]): unknown[] =>
  values.filter((value) => value !== undefined);
export const lists = (values: readonly unknown[]): unknown[][] =>
  values.filter((value) => Array.isArray(value));

export function keyRules(name: string, of: Places): PlainRules {
  const holds = (test: (text: string) => boolean) => (object: UntrustedObject) =>
    of(object).filter(isString).map(test);
  return {
    [`${name} required`]: (object) => of(object).map((value) => value !== undefined),
    [`${name} string`]: (object) => present(of(object)).map(isString),
    [`${name} not empty`]: holds((text) => text !== ''),
    [`${name} length`]: holds((text) => codePoints(text).length <= 100),
    [`${name} ends`]: holds((text) => text.trim() === text && !/^\u0085|\u0085$/.test(text)),
    [`${name} control characters`]: holds((text) =>
      codePoints(text).every((point) => point > 0x1f && (point < 0x7f || point > 0x9f)),
    ),
    [`${name} surrogates`]: holds((text) => !/\p{Surrogate}/u.test(text)),
  };
}

/** What holds for a text wherever it is; whether there must be one is another rule. */
export function textRules(name: string, of: Places): PlainRules {
  const holds = (test: (text: string) => boolean) => (object: UntrustedObject) =>
    of(object).filter(isString).map(test);
  return {
    [`${name} string`]: (object) => present(of(object)).map(isString),
    [`${name} not empty`]: holds((text) => text !== ''),
    [`${name} length`]: holds((text) => codePoints(text).length <= 1_000),
    [`${name} NUL`]: holds((text) => !text.includes('\0')),
    [`${name} surrogates`]: holds((text) => !/\p{Surrogate}/u.test(text)),
  };
}

const CALENDAR_FORM =
  /^\d{4}-\d\d-\d\d(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?)?$/;

export function dateRules(name: string, of: Places): PlainRules {
  return {
    [`${name} required`]: (object) => of(object).map((value) => value !== undefined),
    [`${name} string`]: (object) => present(of(object)).map(isString),
    [`${name} form`]: (object) =>
      of(object)
        .filter(isString)
        .map((text) => CALENDAR_FORM.test(text)),
    [`${name} real day`]: (object) => of(object).filter(isString).map(isRealDay),
  };
}

export function isRealDay(text: string): boolean {
  const day = text.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  return !day.startsWith('0000') && !Number.isNaN(+midnight) && midnight.toISOString().startsWith(day);
}

export function memberRule(name: string, of: Places, known: readonly string[]): PlainRules {
  return {
    [`${name} members known`]: (object) =>
      of(object)
        .filter(isJsonObject)
        .map((one) => Object.keys(one).every((member) => known.includes(member))),
  };
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

/** How often each rule was kept and violated. */
export class RuleCounts {
  private readonly counts: Map<string, { kept: number; violated: number }>;

  constructor(private readonly rules: PlainRules) {
    this.counts = new Map(Object.keys(rules).map((name) => [name, { kept: 0, violated: 0 }]));
  }

  get names(): readonly string[] {
    return Object.keys(this.rules);
  }

  /** Counts an object for every rule, and tells which of them it violates. */
  violatedBy(object: UntrustedObject): string[] {
    const violated: string[] = [];
    for (const [name, count] of this.counts) {
      const holds = this.rules[name]?.(object) ?? [];
      if (holds.includes(false)) {
        count.violated++;
        violated.push(name);
      } else if (holds.length > 0) count.kept++;
    }
    return violated;
  }

  /** The rules that were kept or violated less often than that. */
  seldom(least: number): string[] {
    return [...this.counts]
      .filter(([, { kept, violated }]) => Math.min(kept, violated) < least)
      .map(([name]) => name);
  }

  toString(): string {
    return [...this.counts]
      .map(([name, { kept, violated }]) => `${name}: kept ${kept}, violated ${violated}\n`)
      .join('');
  }
}
