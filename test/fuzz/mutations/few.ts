import fc from 'fast-check';

/** Changes made to one request at a time: one mostly, so that the rest of it stays sound and is looked at. */
export function few<T>(change: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> {
  return fc.oneof(
    { arbitrary: fc.array(change, { minLength: 1, maxLength: 1 }), weight: 4 },
    { arbitrary: fc.array(change, { minLength: 2, maxLength: 4 }), weight: 1 },
  );
}
