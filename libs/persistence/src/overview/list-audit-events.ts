import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';
import { type AuditEvent } from '../partners/record-audit-event';

/** Something that was done, and when. */
export interface ListedAuditEvent extends AuditEvent {
  readonly id: string;
  readonly happenedAt: Date;
}

/** Along the primary key. $1 before which id, $2 most. */
const SELECT_AUDIT_EVENTS: Statement = {
  name: 'select_audit_events',
  text: `
    SELECT id, happened_at AS "happenedAt", user_name AS "userName", action, client_id AS "clientId",
      status_check_id AS "statusCheckId", detail
    FROM audit_events WHERE id < $1 ORDER BY id DESC LIMIT $2`,
};

/** What operators have done, the latest first. @param before id of an event; null for the latest */
export async function listAuditEvents(
  transaction: Transaction,
  before: string | null,
  most: number,
): Promise<readonly ListedAuditEvent[]> {
  const newest = '9223372036854775807';
  return transaction.query<ListedAuditEvent & Record<string, unknown>>(SELECT_AUDIT_EVENTS, [
    before ?? newest,
    most,
  ]);
}
