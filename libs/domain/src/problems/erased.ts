import { type Problem } from './problem';

/** What is told of an item that was erased, in the place of whatever was told of it before (docs/contract.md section 2). */
export function erased(): Problem {
  return {
    code: 'erased',
    pointer: '',
    detail: 'the item was erased on request: what was sent and why it ended so is no longer known',
  };
}
