import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';

/** What is saved of a client. */
export interface SavedClient {
  readonly records: number;
  readonly claims: number;
}

/** $1 partner, $2 partner_client_id. */
const COUNT: Statement = {
  name: 'count_saved_client',
  text: `
    SELECT (SELECT count(*)::int FROM partner_clients WHERE partner_id = $1 AND partner_client_id = $2) AS records,
      (SELECT count(*)::int FROM revenue_claims WHERE partner_client_id = $2 AND partner_id = $1) AS claims`,
};

/** As COUNT. */
const DELETE_CLAIMS: Statement = {
  name: 'delete_claims_of_client',
  text: `
    WITH deleted AS (DELETE FROM revenue_claims WHERE partner_client_id = $2 AND partner_id = $1 RETURNING 1)
    SELECT count(*)::int AS claims FROM deleted`,
};

/** As COUNT. */
const DELETE_RECORD: Statement = {
  name: 'delete_client',
  text: 'DELETE FROM partner_clients WHERE partner_id = $1 AND partner_client_id = $2 RETURNING 1',
};

export async function countSavedClient(
  transaction: Transaction,
  partnerId: string,
  clientKey: string,
): Promise<SavedClient> {
  const [row] = await transaction.query<{ records: number; claims: number }>(COUNT, [partnerId, clientKey]);
  return row ?? { records: 0, claims: 0 };
}

/** Deletes a client and its claims, which refer to it and so go first. @returns how many there were */
export async function deleteSavedClient(
  transaction: Transaction,
  partnerId: string,
  clientKey: string,
): Promise<SavedClient> {
  const [deleted] = await transaction.query<{ claims: number }>(DELETE_CLAIMS, [partnerId, clientKey]);
  const records = await transaction.query(DELETE_RECORD, [partnerId, clientKey]);
  return { records: records.length, claims: deleted?.claims ?? 0 };
}
