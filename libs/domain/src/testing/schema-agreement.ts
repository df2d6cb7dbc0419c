/**
 * Rules of the plain ones that a JSON Schema cannot state, or not for every value. Whatever breaks another rule must be
 * refused by the schema.
 */
const BEYOND_SCHEMAS: readonly { readonly rules: RegExp; readonly because: string }[] = [
  { rules: / surrogates$/, because: 'JSON tools do not agree on what a lone surrogate is' },
  { rules: / real day$/, because: 'a pattern does not know the calendar' },
  { rules: /^start begun$/, because: 'a schema does not know the time' },
  { rules: /^period calendar month or day$/, because: 'it compares two members' },
  { rules: /^same sign$/, because: 'it compares two members' },
  { rules: /^claim names no other client$/, because: 'it compares members of two objects' },
  { rules: / distinct keys$/, because: 'uniqueItems compares whole elements' },
  { rules: /^currency (code|of the partner)$/, because: 'the document is the same for all partners' },
  {
    rules: /^total_amount decimals$/,
    because: 'multipleOf refuses good decimals that a binary float rounds',
  },
  {
    rules: /^total_amount range$/,
    because: 'as a binary float, the largest amount is one that is too large',
  },
  { rules: /^transaction_count (whole|range)$/, because: 'a binary float rounds the difference away' },
];

/** Holds a schema against the rules that it was made of. */
export class SchemaAgreement {
  private readonly seen = new Set<string>();

  /** @param accepts whether a value as `JSON.parse` gives it keeps the schema */
  constructor(private readonly accepts: (value: unknown) => boolean) {}

  /**
   * Throws if the schema refuses a JSON text that keeps every rule, or accepts one that breaks a rule which a schema
   * can state.
   * @param violated the plain rules that the text breaks, by name
   */
  check(text: string, violated: readonly string[]): void {
    const accepted = this.accepts(JSON.parse(text));
    if (violated.length === 0 && !accepted) throw new Error(`the schema refuses a valid ${text}`);
    if (!accepted) return;
    const stateable = violated.filter((name) => !BEYOND_SCHEMAS.some(({ rules }) => rules.test(name)));
    if (stateable.length > 0) throw new Error(`the schema accepts, against ${stateable.join(', ')}: ${text}`);
    for (const name of violated) this.seen.add(name);
  }

  /** Those of these rules that are beyond schemas by the list above, although no accepted text has shown it. */
  withoutNeed(rules: readonly string[]): string[] {
    const excused = rules.filter((name) => BEYOND_SCHEMAS.some((beyond) => beyond.rules.test(name)));
    return excused.filter((name) => !this.seen.has(name));
  }
}
