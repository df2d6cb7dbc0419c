import { validateSync, type ValidationError } from 'class-validator';
import { under, type Violation } from '../problems/violation';
import { type RuleMetadata } from '../rules/rule';
import { compiledRules } from './compiled-rules';
import { type UntrustedObject } from './json-object';
import { type RuledClass } from './ruled-class';
import { unknownMembers } from './unknown-members';

/**
 * Every violated rule of an object, in the order in which the class declares its members and rules, unknown members
 * last. Asks class-validator itself, so it is for objects that the compiled rules do not accept. Needs a rule context.
 */
export function violationsOf(type: RuledClass, object: UntrustedObject): Violation[] {
  const { members } = compiledRules(type);
  const violated = new Map(
    validateSync(instanceOf(type, object, members)).map((error) => [error.property, error]),
  );
  return [
    ...[...members].flatMap((member) => violationsOfMember(violated.get(member))),
    ...unknownMembers(object, members, type.elsewhere),
  ];
}

/**
 * An instance with the known members of the object, unchanged. class-transformer's `plainToInstance` does not serve:
 * it throws on `{"entity_type": {"constructor": 1}}`.
 */
function instanceOf(type: RuledClass, object: UntrustedObject, members: ReadonlySet<string>): object {
  const instance = new type() as Record<string, unknown>;
  for (const name of members) instance[name] = object[name];
  return instance;
}

function violationsOfMember(error: ValidationError | undefined): Violation[] {
  if (error === undefined) return [];
  const { property, target, contexts } = error;
  const value = error.value as unknown;
  const violated: Record<string, RuleMetadata> = contexts ?? {};
  // Decorators run from the bottom up; reversed, the rules come in the order in which they are written.
  return Object.values(violated)
    .reverse()
    .flatMap(({ check }) => under([property], check(value, target as UntrustedObject)));
}
