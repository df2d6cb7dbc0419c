import { LosslessNumber, sameNumber } from './lossless-number';
import { type JsonObject, type JsonValue, readLossless } from './lossless-reader';

/**
 * Whether two JSON texts are equal as values (docs/contract.md section 3, step 2): member order does not matter, array
 * order does, numbers compare by exact decimal value, and a missing member differs from null.
 *
 * @param a well-formed JSON
 * @param b well-formed JSON
 */
export function equalJsonTexts(a: string, b: string): boolean {
  return a === b || equalValues(readLossless(a).value, readLossless(b).value);
}

/** The same for two values that have been read. */
export function equalValues(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (a instanceof LosslessNumber || b instanceof LosslessNumber) {
    return a instanceof LosslessNumber && b instanceof LosslessNumber && sameNumber(a.text, b.text);
  }
  if (isArray(a) || isArray(b)) return isArray(a) && isArray(b) && equalArrays(a, b);
  return equalObjects(a, b);
}

function equalArrays(a: readonly JsonValue[], b: readonly JsonValue[]): boolean {
  return a.length === b.length && a.every((element, n) => equalValues(element, b[n] as JsonValue));
}

function equalObjects(a: JsonObject, b: JsonObject): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => name in b && equalValues(a[name] as JsonValue, b[name] as JsonValue))
  );
}

/** `Array.isArray` does not narrow readonly arrays. */
function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
