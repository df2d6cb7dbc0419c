import { type Problem } from './problem';

/** The problem of an item whose processing failed again and again (docs/architecture.md, invariant 7). */
export function unprocessable(): Problem {
  return {
    code: 'unprocessable',
    pointer: '',
    detail:
      'the item could not be processed because of a fault on our side; report it with the status_check_id',
  };
}
