import { type JsonSchema, RECORD_KINDS, type RecordKindName, type RuledClass, schemaOf } from '@app/domain';
import { type Reference } from '../openapi-types';

/** The name of a class as a component: `PartnerClientDto` is `PartnerClient`. */
function componentName(type: RuledClass): string {
  return type.name.replace(/Dto$/, '');
}

function referenceTo(type: RuledClass): Reference {
  return { $ref: `#/components/schemas/${componentName(type)}` };
}

/** The schema of one item of a request of this kind. */
export function itemReference(kind: RecordKindName): Reference {
  return referenceTo(RECORD_KINDS[kind].dto);
}

/** The schemas of all kinds of items and of the objects inside of them by component name, from the rules of their DTOs. */
export function itemSchemas(entityTypes: readonly string[]): Readonly<Record<string, JsonSchema>> {
  const schemas: Record<string, JsonSchema> = {};
  const collect = (type: RuledClass): Reference => {
    const name = componentName(type);
    if (!(name in schemas)) {
      schemas[name] = {}; // its place in the order, before what is inside of it
      schemas[name] = schemaOf(type, { entityTypes, nested: (inner) => ({ ...collect(inner) }) });
    }
    return referenceTo(type);
  };
  for (const { dto } of Object.values(RECORD_KINDS)) collect(dto);
  return schemas;
}
