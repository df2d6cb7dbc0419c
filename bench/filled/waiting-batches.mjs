import { withConnection } from '../stack/database.mjs';
import { PARTNER_ID } from './saved-records.mjs';

/** Visible in one moment, as rows of batches that were accepted before the worker started. $1 partner, $2 count. */
const HEADS = `
  WITH batch AS (
    INSERT INTO batches (partner_id, status_check_id, record_kind, item_count)
    SELECT $1::bigint, uuidv7(), 'clients', 1 FROM generate_series(1, $2::int)
    RETURNING partner_id, id, record_kind, item_count, accepted_on
  )
  INSERT INTO shards (partner_id, batch_id, shard_no, first_index, item_count, record_kind, accepted_on)
  SELECT partner_id, id, 0, 0, item_count, record_kind, accepted_on FROM batch`;

/** A payload of one item as the API writes it: the header's line, then the item's; too short to be compressed. $1 partner. */
const PAYLOADS = `
  INSERT INTO shard_payloads (partner_id, batch_id, shard_no, accepted_on, encoding, payload)
  SELECT partner_id, id, 0, accepted_on, 0, convert_to('{}' || chr(10) || json_build_object(
    'partner_client_id', 'W_' || id,
    'client_start_date', '2020-01-15',
    'entity_type', 'LimitedCompany',
    'other_identifiers', json_build_array(
      json_build_object('key', 'vat_number', 'values', json_build_array('GB' || (id * 7919) % 1000000000)),
      json_build_object('key', 'company_number', 'values', json_build_array(((id * 104729) % 100000000)::text))
    ))::text, 'UTF8')
  FROM batches WHERE partner_id = $1`;

/**
 * Inserts undecided batches of one item each: posting a million of them would take most of an hour.
 * @param {string} databaseUrl as the superuser
 * @param {number} count
 */
export async function insertWaitingBatches(databaseUrl, count) {
  await withConnection(databaseUrl, async (client) => {
    await client.query('BEGIN');
    await client.query(HEADS, [PARTNER_ID, count]);
    await client.query(PAYLOADS, [PARTNER_ID]);
    await client.query('COMMIT');
  });
}
