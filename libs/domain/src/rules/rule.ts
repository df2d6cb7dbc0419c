import { ValidateBy } from 'class-validator';
import { type Violation } from '../problems/violation';
import { type UntrustedObject } from '../validation/json-object';
import { type SchemaContext, type SchemaFragment } from '../validation/json-schema';

/**
 * A rule: what it finds wrong with a value, or `NONE`. It is asked about absent members too, as undefined. Only the
 * rule for a member's type speaks about a wrong or absent one; the others say nothing then, so that one mistake gives
 * one sentence. Rules depend on the value, on the object that has it as a member, and on `ruleContext()` alone.
 */
export type Check = (value: unknown, object: UntrustedObject) => readonly Violation[];

/** What the rule says as JSON Schema, for the member of this name. */
export type RuleSchema = (context: SchemaContext, member: string) => SchemaFragment;

/** What a rule's class-validator metadata carries as its context. */
export interface RuleMetadata {
  readonly check: Check;
  readonly schema: RuleSchema;
}

/** Makes a class-validator decorator of a check. `name` is unique among the rules of one member. */
export function rule(name: string, check: Check, schema: RuleSchema): PropertyDecorator {
  const context: RuleMetadata = { check, schema };
  return ValidateBy(
    {
      name,
      validator: {
        validate: (value: unknown, asked) => {
          if (asked === undefined) throw new Error(`${name} was asked without the object`);
          return check(value, asked.object as UntrustedObject).length === 0;
        },
        // class-validator drops the context of a violation without a message; `violationsOf` words it.
        defaultMessage: () => `$property violates ${name}`,
      },
    },
    { context },
  );
}
