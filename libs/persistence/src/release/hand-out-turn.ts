import { type Statement } from '../connections/statement';

/** Any fixed number: the name of the lock that lets one process hand out at a time. */
export const HAND_OUT_LOCK = 7_203_001;

/**
 * Takes this process's turn, for one transaction, if no other process has it, and notes whether it did: what is sent behind it need
 * not wait for the answer. A statement of its own all the same: the next one sees what was committed before the turn was taken.
 * $1 lock.
 */
export const TRY_TURN: Statement = {
  name: 'try_hand_out_lock',
  text: `SELECT set_config('app.hand_out_turn', pg_try_advisory_xact_lock($1)::text, true)::boolean AS ours`,
};

/** A condition, looked at once for a statement: whether this transaction has taken the turn. */
export const OUR_TURN = `current_setting('app.hand_out_turn')::boolean`;
