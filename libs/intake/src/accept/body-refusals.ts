import { inDigits, RequestRefused } from '@app/domain';
import { type NotJson } from './json-tokens';

/** Ways in which a body as a whole can be wrong, said in full sentences (docs/contract.md section 5). */

/** A body that breaks the grammar of JSON, or has nothing in it. */
export function malformedJson(body: Buffer, { found, at }: NotJson): RequestRefused {
  const detail =
    body.length === 0
      ? 'The body is empty; it must be a JSON array of items.'
      : `The body is not well-formed JSON: found ${found} ${atByte(at)}.`;
  return new RequestRefused('malformed_json', detail);
}

/** @param firstByte of the value that is no array */
export function notAnArray(firstByte: number): RequestRefused {
  const found = JSON_TYPES.get(firstByte) ?? 'a number';
  return new RequestRefused(
    'not_an_array',
    `The body must be a JSON array of items, also for a single item; found ${found}.`,
  );
}

const JSON_TYPES = new Map(
  Object.entries({ '{': 'an object', '"': 'a string', t: 'a boolean', f: 'a boolean', n: 'null' }).map(
    ([first, type]) => [first.charCodeAt(0), type],
  ),
);

/** @param at where the first byte stands that is no UTF-8 */
export function invalidUtf8(body: Buffer, at: number): RequestRefused {
  const byte = (body[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  return new RequestRefused(
    'invalid_utf8',
    `The body is not valid UTF-8: found ${byte} ${atByte(at)}. Save or send the text as UTF-8.`,
  );
}

export function emptyArray(): RequestRefused {
  return new RequestRefused('empty_array', 'The array must hold at least one item; found none.');
}

export function tooManyItems(maxItems: number): RequestRefused {
  return new RequestRefused(
    'too_many_items',
    `The array has more than ${inDigits(maxItems)} items, the most that is taken.`,
  );
}

export function tooDeep(maxDepth: number): RequestRefused {
  return new RequestRefused(
    'too_deep',
    `The body is nested deeper than ${maxDepth} levels, the most that is taken.`,
  );
}

function atByte(at: number): string {
  return `at byte ${at}, counted from 0`;
}
