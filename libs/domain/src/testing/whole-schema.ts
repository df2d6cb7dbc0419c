import { type JsonSchema, type SchemaContext } from '../validation/json-schema';
import { type RuledClass } from '../validation/ruled-class';
import { schemaOf } from '../validation/schema-of';

/** The schema of a class with those of the objects inside of it at their places. */
export function wholeSchema(
  type: RuledClass,
  { entityTypes }: Pick<SchemaContext, 'entityTypes'>,
): JsonSchema {
  const context: SchemaContext = { entityTypes, nested: (inner) => schemaOf(inner, context) };
  return schemaOf(type, context);
}
