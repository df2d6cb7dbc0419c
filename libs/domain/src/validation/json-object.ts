import { LosslessNumber } from '../json/lossless-number';

/** An object as it came out of JSON, whose members may be anything. */
export type UntrustedObject = Readonly<Record<string, unknown>>;

/** Whether a value that was read from JSON is an object, and not null, an array or a number of the lossless reader. */
export function isJsonObject(value: unknown): value is UntrustedObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber)
  );
}
