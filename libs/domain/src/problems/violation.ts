import { countedThings } from './counted';
import { jsonPointer, type Path, spelledOut } from './path';
import { type Problem, type ProblemCode } from './problem';

/** One violated rule, as the rule itself sees it: it knows the way down from its value, not the way to it. */
export interface Violation {
  readonly code: ProblemCode;
  /** From the value that the rule was given to the one that violates it; `[]` is the value itself. */
  readonly path: Path;
  /** The sentence without its subject: `must be a string; found a number`. */
  readonly says: string;
}

/** What a rule answers where nothing is violated: one value for all, so that the usual answer costs nothing. */
export const NONE: readonly Violation[] = [];

/** What the rule for a member's type finds where the member is absent and may not be. */
export const REQUIRED: readonly Violation[] = [{ code: 'required', path: [], says: 'is required' }];

/** A value of the wrong JSON type. */
export function invalidType(says: string): readonly Violation[] {
  return [{ code: 'invalid_type', path: [], says }];
}

/** A value of the right type that is wrong itself. */
export function invalidValue(says: string): readonly Violation[] {
  return [{ code: 'invalid_value', path: [], says }];
}

/** The same violations as seen from further up: `path` leads from there to the value that they start from. */
export function under(path: Path, violations: readonly Violation[]): Violation[] {
  return violations.map((violation) => ({ ...violation, path: [...path, ...violation.path] }));
}

/** So many violations of one item are listed: a small item that breaks thousands of rules must not fill the disk. */
export const LISTED_VIOLATIONS = 100;

/** The problems of an item whose `violations` start from the item itself, in the same order. */
export function problemsOf(violations: readonly Violation[]): Problem[] {
  const problems = violations.slice(0, LISTED_VIOLATIONS).map(problemOf);
  const further = violations.length - problems.length;
  if (further > 0) {
    const says = `has ${countedThings(further, 'more violation')}, not listed here`;
    problems.push(problemOf({ code: 'further_violations', path: [], says }));
  }
  return problems;
}

function problemOf({ code, path, says }: Violation): Problem {
  return { code, pointer: jsonPointer(path), detail: `${spelledOut(path)} ${says}` };
}
