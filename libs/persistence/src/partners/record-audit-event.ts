import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';

/** What an operator does on the dashboard or, erasing a client, on the command line. */
export type AuditAction =
  | 'secret_made'
  | 'secrets_revoked'
  | 'partner_suspended'
  | 'partner_activated'
  | 'limits_changed'
  | 'batch_released_again'
  | 'queue_change_asked'
  | 'queue_changed'
  | 'queue_change_failed'
  | 'client_erasure_begun'
  | 'client_erased';

export interface AuditEvent {
  /** The user of the dashboard, or of the command line. */
  readonly userName: string;
  readonly action: AuditAction;
  readonly clientId: string | null;
  readonly statusCheckId: string | null;
  /** A sentence for people; never a secret. */
  readonly detail: string;
}

/** $1 user, $2 action, $3 client_id, $4 status_check_id, $5 detail. */
const INSERT_AUDIT_EVENT: Statement = {
  name: 'insert_audit_event',
  text: `
    INSERT INTO audit_events (user_name, action, client_id, status_check_id, detail) VALUES ($1, $2, $3, $4, $5)`,
};

/** Keeps what the transaction does, or nothing where it fails: what is not kept is not done. */
export async function recordAuditEvent(
  transaction: Transaction,
  { userName, action, clientId, statusCheckId, detail }: AuditEvent,
): Promise<void> {
  await transaction.query(INSERT_AUDIT_EVENT, [userName, action, clientId, statusCheckId, detail]);
}
