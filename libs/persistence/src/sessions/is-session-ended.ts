import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';

/** By the primary key. $1 id. */
const SELECT_ENDED_SESSION: Statement = {
  name: 'select_ended_session',
  text: 'SELECT FROM ended_sessions WHERE id = $1',
};

/** Whether somebody has ended a session of the dashboard before its time. @param id a UUID */
export async function isSessionEnded(transaction: Transaction, id: string): Promise<boolean> {
  return (await transaction.query(SELECT_ENDED_SESSION, [id])).length > 0;
}
