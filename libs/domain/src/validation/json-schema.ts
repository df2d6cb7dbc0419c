import { type RuledClass } from './ruled-class';

/** A schema of JSON Schema 2020-12, which is that of OpenAPI 3.1. */
export interface JsonSchema {
  readonly description?: string;
  readonly [keyword: string]: unknown;
}

/** What schemas need to know beside the rules. */
export interface SchemaContext {
  /** The entity types that are accepted. */
  readonly entityTypes: readonly string[];
  /** The schema for an object inside of another: whole, or a reference to where it stands. */
  readonly nested: (type: RuledClass) => JsonSchema;
}

/**
 * What a rule says as JSON Schema. It never refuses what the rule accepts; what it cannot state stands in its
 * `description`.
 */
export interface SchemaFragment {
  /** About the value of the member. */
  readonly value?: JsonSchema;
  /** About the object that has the member. */
  readonly object?: JsonSchema;
  /** Whether the rule refuses an absent member. */
  readonly required?: boolean;
}
