import { UNKNOWN_MEMBERS } from '../../../libs/domain/src/testing/near-misses';
import { type Document } from '../../support/openapi/document';
import { resolvedSchema, type Schema } from './schema';
import { valuesFor } from './values-for';

type Step = string | number;

/** Another value at one place of a body; `undefined` takes it away. */
export interface BodyChange {
  readonly path: readonly Step[];
  readonly value: unknown;
}

/** Deeper than any schema of the document, should one refer to itself. */
const DEEPEST = 10;

/** Every place that a schema knows, with every value that may be hard to take there. */
export function bodyChangesOf(document: Document, schema: Schema, path: readonly Step[] = []): BodyChange[] {
  const whole = resolvedSchema(document, schema);
  const { properties = {}, items, allOf = [] } = whole;
  const here = valuesFor(whole).map((value) => ({ path, value }));
  if (path.length > DEEPEST) return here;
  const unknown =
    whole.type === 'object' ? UNKNOWN_MEMBERS.map((name) => ({ path: [...path, name], value: 1 })) : [];
  const inner = [
    ...Object.entries(properties).map(([name, member]) => [name, member] as const),
    ...(items === undefined ? [] : [[0, items] as const]),
  ];
  return [
    ...here,
    ...unknown,
    ...inner.flatMap(([step, member]) => [
      { path: [...path, step], value: undefined },
      ...bodyChangesOf(document, member, [...path, step]),
    ]),
    ...allOf.flatMap((part) => (part.$ref === undefined ? [] : bodyChangesOf(document, part, path))),
  ];
}

/** The value with a change; what is missing on the way to it is put there. */
export function withBodyChange(value: unknown, { path: [step, ...rest], value: other }: BodyChange): unknown {
  if (step === undefined) return other;
  if (typeof step === 'number') {
    const array: unknown[] = Array.isArray(value) ? [...(value as unknown[])] : [];
    array[step] = withBodyChange(array[step], { path: rest, value: other });
    return array.filter((element) => element !== undefined);
  }
  const object =
    typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  return { ...object, [step]: withBodyChange(object[step], { path: rest, value: other }) };
}
