import { keyFaults } from '../items/key';
import { rule } from './rule';

/** A key as docs/contract.md section 3, step 1 wants it. */
export function IsUsableKey(): PropertyDecorator {
  return rule('isUsableKey', keyFaults);
}
