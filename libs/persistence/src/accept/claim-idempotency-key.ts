import { type RecordKindName } from '@app/domain';
import { sqlState } from '../connections/database-errors';
import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';

/** A request that carries an Idempotency-Key (docs/contract.md section 5). */
export interface IdempotentRequest {
  readonly key: string;
  /** SHA-256 of the inflated request bytes. */
  readonly bodySha256: Buffer;
  /** The route prefix of the answer, which a repeated request gets again. */
  readonly uriPrefix: string;
  /** How long to wait for another request with this key that is still under way, in milliseconds. */
  readonly waitMs: number;
}

/** What an idempotency key was used for before. */
export interface EarlierUse {
  readonly sameRequest: boolean;
  readonly statusCheckId: string;
  readonly uriPrefix: string;
}

/** Another request with the same idempotency key has not ended within the wait. */
export class IdempotencyKeyBusy extends Error {}

/** $1 milliseconds, for the rest of this transaction; null sets what holds without it. */
const SET_LOCK_TIMEOUT: Statement = {
  name: 'set_lock_timeout',
  text: `SELECT set_config('lock_timeout', $1 || 'ms', true)`,
};

/**
 * Waits for a concurrent transaction that has inserted the same key; if that one dies or is refused, the insert succeeds: an
 * attempt whose process died is not running, and a refused request does not use the key up.
 * $1 key, $2 kind, $3 body SHA-256, $4 status_check_id, $5 route prefix.
 */
const INSERT_KEY: Statement = {
  name: 'insert_idempotency_key',
  text: `
    INSERT INTO idempotency_keys (idempotency_key, record_kind, body_sha256, status_check_id, uri_prefix)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (partner_id, idempotency_key) DO NOTHING
    RETURNING idempotency_key`,
};

/** $1 key, $2 kind, $3 body SHA-256. */
const SELECT_KEY: Statement = {
  name: 'select_idempotency_key',
  text: `
    SELECT status_check_id, uri_prefix, record_kind = $2 AND body_sha256 = $3 AS same_request
    FROM idempotency_keys WHERE idempotency_key = $1`,
};

/** SQLSTATE of a wait for a lock that took longer than lock_timeout. */
const LOCK_NOT_AVAILABLE = '55P03';

/** Whether it was another one's key that was waited for. The key refers to the partner's row, which an erasure may hold. */
function isForKey(error: unknown): boolean {
  // Where it waited PostgreSQL tells in the language of its messages, with the table's name as it is.
  const { where = '' } = error as { readonly where?: string };
  return sqlState(error) === LOCK_NOT_AVAILABLE && !/\bpartners\b/.test(where);
}

/** Claims the batch's key, if it has one, for the batch; null when it is ours, else how it was used before. */
export async function claimIdempotencyKey(
  transaction: Transaction,
  batch: {
    readonly recordKind: RecordKindName;
    readonly statusCheckId: string;
    readonly idempotency?: IdempotentRequest;
  },
): Promise<EarlierUse | null> {
  if (batch.idempotency === undefined) return null;
  const { key, bodySha256, uriPrefix, waitMs } = batch.idempotency;
  // lock_timeout 0 would mean «wait for ever».
  const timeout = transaction.query(SET_LOCK_TIMEOUT, [String(Math.max(1, waitMs))]);
  const inserted = transaction.query(INSERT_KEY, [
    key,
    batch.recordKind,
    bodySha256,
    batch.statusCheckId,
    uriPrefix,
  ]);
  // It is for the key alone: whoever decides in this transaction waits for records as long as any other.
  transaction.query(SET_LOCK_TIMEOUT, [null]).catch(() => undefined); // then `inserted` has failed, too
  try {
    await timeout;
    if ((await inserted).length === 1) return null;
  } catch (error) {
    inserted.catch(() => undefined);
    throw isForKey(error) ? new IdempotencyKeyBusy() : error;
  }
  const [earlier] = await transaction.query<{
    status_check_id: string;
    uri_prefix: string;
    same_request: boolean;
  }>(SELECT_KEY, [key, batch.recordKind, bodySha256]);
  // Deleted in between (its time was up): as good as still running, so the caller tries again.
  if (earlier === undefined) throw new IdempotencyKeyBusy();
  return {
    sameRequest: earlier.same_request,
    statusCheckId: earlier.status_check_id,
    uriPrefix: earlier.uri_prefix,
  };
}
