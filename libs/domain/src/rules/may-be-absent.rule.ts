import { ValidateIf } from 'class-validator';

/** The condition of `MayBeAbsent`, by which it is known again among other conditions. */
export const isPresent = (_object: unknown, value: unknown): boolean => value !== undefined;

/** The member is optional. Unlike class-validator's `IsOptional`, null is a value (docs/contract.md section 3, step 4). */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf(isPresent);
}
