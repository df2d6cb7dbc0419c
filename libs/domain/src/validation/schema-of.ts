import { isPresent } from '../rules/may-be-absent.rule';
import { type RuleMetadata } from '../rules/rule';
import { type JsonSchema, type SchemaContext, type SchemaFragment } from './json-schema';
import { declarationsOf, type RuleDeclaration } from './member-metadata';
import { type RuledClass } from './ruled-class';

interface MemberSchema {
  readonly name: string;
  readonly required: boolean;
  readonly value: JsonSchema;
  /** What the member's rules say about the object. */
  readonly object: readonly JsonSchema[];
}

/**
 * The JSON Schema of the objects that keep the rules of a class, made of what the rules themselves say. It accepts all of
 * them; that it accepts a few others too is stated where a rule cannot be a schema. Lone surrogates are beyond it: what
 * JSON tools make of them differs.
 */
export function schemaOf(type: RuledClass, context: SchemaContext): JsonSchema {
  const members = [...declarationsOf(type)].map(([name, declarations]) =>
    memberSchema(name, declarations, context),
  );
  const required = members.filter((member) => member.required).map(({ name }) => name);
  const objects = members.flatMap(({ object }) => object);
  return {
    type: 'object',
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(members.map(({ name, value }) => [name, value])),
    ...(objects.length > 0 && { allOf: objects }),
    additionalProperties: false,
  };
}

function memberSchema(
  name: string,
  declarations: readonly RuleDeclaration[],
  context: SchemaContext,
): MemberSchema {
  const optional = declarations.some((declaration) => makesOptional(name, declaration));
  // Decorators run from the bottom up; reversed, the rules come in the order in which they are written.
  const fragments = declarations.flatMap((rule) => fragmentOf(name, rule, context)).reverse();
  return {
    name,
    required: !optional && fragments.some(({ required }) => required),
    value: fragments.map(({ value }) => value ?? {}).reduce(both, {}),
    object: fragments.flatMap(({ object }) => (object === undefined ? [] : [object])),
  };
}

function makesOptional(name: string, { type, constraints }: RuleDeclaration): boolean {
  if (type !== 'conditionalValidation') return false;
  if (constraints[0] === isPresent) return true;
  throw new Error(`${name}: there is no schema for a condition other than MayBeAbsent`);
}

function fragmentOf(
  name: string,
  { type, context: metadata }: RuleDeclaration,
  context: SchemaContext,
): SchemaFragment[] {
  if (type === 'conditionalValidation') return [];
  // Absent for class-validator's own rules.
  if (metadata === undefined) throw new Error(`${name}: a rule of type ${type} says nothing as a schema`);
  return [(metadata as RuleMetadata).schema(context, name)];
}

/** What two rules say of the same value. No two of them use the same keyword, but for the description. */
function both(one: JsonSchema, other: JsonSchema): JsonSchema {
  const repeated = Object.keys(other).find((keyword) => keyword !== 'description' && keyword in one);
  if (repeated !== undefined) throw new Error(`two rules of one member say ${repeated}`);
  const descriptions = [one.description, other.description].filter((text) => text !== undefined);
  return {
    ...one,
    ...other,
    ...(descriptions.length > 0 && { description: descriptions.join(' ') }),
  };
}
