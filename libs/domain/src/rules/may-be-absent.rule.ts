import { ValidateIf } from 'class-validator';

/** The member is optional. Unlike class-validator's `IsOptional`, null is a value (docs/contract.md section 3, step 4). */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_object, value: unknown) => value !== undefined);
}
