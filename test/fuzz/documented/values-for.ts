import { number } from '../../../libs/domain/src/testing/json-text';
import { OTHER_TYPES, TEXTS } from '../../../libs/domain/src/testing/near-misses';
import { type Schema } from './schema';

/** Where a schema gives no bound. */
const LONG_TEXT = 100_000;
const MANY_ELEMENTS = 3_000;

/** Boundary and wrong-typed values for a schema (references resolved). */
export function valuesFor(schema: Schema): readonly unknown[] {
  const { anyOf = [], oneOf = [], allOf = [] } = schema;
  return [
    ...OTHER_TYPES,
    ...(schema.enum ?? []).flatMap((one) => [one, String(one).toLowerCase(), ` ${String(one)}`, [one]]),
    ...byType(schema),
    ...[...anyOf, ...oneOf, ...allOf].flatMap(byType),
  ];
}

function byType(schema: Schema): readonly unknown[] {
  const { type } = schema;
  if (type === 'string') return texts(schema);
  if (type === 'integer' || type === 'number') return numbers(schema);
  if (type === 'boolean') return [true, false, 'true', 'false', 0, 1, ''];
  if (type === 'array') return arrays(schema);
  return ['', 'x', number('1e400')];
}

function texts({ minLength = 0, maxLength = LONG_TEXT }: Schema): readonly unknown[] {
  const lengths = [minLength - 1, minLength, maxLength, maxLength + 1].filter((length) => length >= 0);
  return [
    ...lengths.flatMap((length) => ['x', '9', '🦊'].map((character) => character.repeat(length))),
    ...TEXTS,
    ...[
      'null',
      'true',
      '0',
      '-1',
      '[]',
      '%00',
      '../..',
      "'; DROP TABLE batches; --",
      '2024-02-30',
      '9999-12-31',
      '0000-00-00',
    ],
  ];
}

function numbers({
  minimum = Number.MIN_SAFE_INTEGER,
  maximum = Number.MAX_SAFE_INTEGER,
}: Schema): readonly unknown[] {
  const near = [minimum, maximum].map(BigInt).flatMap((bound) => [bound - 1n, bound, bound + 1n]);
  return [
    ...near.flatMap((whole) => [number(String(whole)), String(whole)]),
    ...['-0', '0.5', '1.0', '1e400', '-1e400', '1e-400', '1e999999999', `1${'0'.repeat(5_000)}`].map(number),
    ...['NaN', '1e5', '0x10', '٣'],
  ];
}

function arrays({ minItems = 0, maxItems = MANY_ELEMENTS }: Schema): readonly unknown[] {
  const lengths = [minItems - 1, minItems, maxItems, maxItems + 1].filter((length) => length >= 0);
  return [...lengths.map((length) => Array.from({ length }, () => 'x')), [[]], [null], [{}]];
}
