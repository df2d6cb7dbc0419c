import { countedThings } from '../problems/counted';
import { type Violation } from '../problems/violation';
import { type UntrustedObject } from './json-object';
import { meantNames } from './meant-names';
import { type MembersElsewhere } from './ruled-class';

/** So many unknown members of one object are named, and names up to this length. */
const NAMED_MEMBERS = 100;
const NAMED_UP_TO_CHARACTERS = 100;

/**
 * Whether an object has a member that its class does not know (docs/contract.md section 3, step 4). An own rule, since
 * class-validator's whitelist and class-transformer mistake `__proto__`, `constructor` and `toString`.
 */
export function hasUnknownMembers(object: UntrustedObject, known: ReadonlySet<string>): boolean {
  // Objects from JSON inherit nothing that for…in would list, and it is faster than Object.keys.
  for (const name in object) if (!known.has(name)) return true;
  return false;
}

/** A violation for each unknown member, in the order sent: the first few by name, the others by their number. */
export function unknownMembers(
  object: UntrustedObject,
  known: ReadonlySet<string>,
  elsewhere?: MembersElsewhere,
): Violation[] {
  const unknown = Object.keys(object).filter((name) => !known.has(name));
  if (unknown.length === 0) return [];
  const short = unknown.filter((name) => name.length <= NAMED_UP_TO_CHARACTERS);
  const named = short.slice(0, NAMED_MEMBERS);
  // Only a member that the object does not have can be meant.
  const meant = meantNames([...known].filter((name) => !Object.hasOwn(object, name)));
  const violations = named.map((name): Violation =>
    violation([name], saysOf(meant(name), elsewhere?.get(name))),
  );
  const further = unknown.length - named.length;
  if (further > 0) {
    const members = countedThings(further, 'more unknown member');
    violations.push(violation([], `has ${members}, which must be left out`));
  }
  return violations;
}

function saysOf(meant: readonly string[], route: string | undefined): string {
  if (route !== undefined) return `is not a known member of this route; items that have it go to ${route}`;
  const remedy =
    meant.length === 0 ? 'correct its name or leave it out' : `did you mean ${meant.join(' or ')}?`;
  return `is not a known member; ${remedy}`;
}

function violation(path: readonly string[], says: string): Violation {
  return { code: 'unknown_member', path, says };
}
