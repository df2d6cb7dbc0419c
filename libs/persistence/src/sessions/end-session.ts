import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';

/** A second time changes nothing. $1 id, $2 when its token ends. */
const INSERT_ENDED_SESSION: Statement = {
  name: 'insert_ended_session',
  text: 'INSERT INTO ended_sessions (id, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
};

/** An hour more than needed, for clocks that are not quite the same. There are few: people log out a few times a day. */
const DELETE_EXPIRED_SESSIONS: Statement = {
  name: 'delete_expired_sessions',
  text: "DELETE FROM ended_sessions WHERE expires_at < clock_timestamp() - interval '1 hour'",
};

/**
 * Ends a session of the dashboard for all its processes, from the commit on, and forgets those whose time is over.
 * @param id a UUID
 * @param expiresAt when the session would have ended by itself
 */
export async function endSession(transaction: Transaction, id: string, expiresAt: Date): Promise<void> {
  await transaction.query(INSERT_ENDED_SESSION, [id, expiresAt]);
  await transaction.query(DELETE_EXPIRED_SESSIONS, []);
}
