import { deflateRawSync } from 'node:zlib';
import { clientBatches } from '../items/batches.mjs';
import { withConnection } from '../stack/database.mjs';
import { PARTNER_ID } from './saved-records.mjs';

/** Items of each batch. */
export const ITEMS_OF_A_SHOWN_BATCH = 100;

/** Half of them are of the hour that the overview shows. */
const WITHIN_HOURS = 2;

/** Of the items of each batch: those from an index on are in this state, with this problem. */
const STATES = `
  VALUES (0, 90, 'Completed', NULL),
    (90, 93, 'Duplicate', '[{"code":"already_saved","pointer":"/partner_client_id","detail":"partner_client_id is saved already, with the same data","duplicate_of":{"index":0}}]'),
    (93, 95, 'Conflict', '[{"code":"conflicting_items","pointer":"/partner_client_id","detail":"partner_client_id is the same in items 93 and 94, which differ"}]'),
    (95, 98, 'Failed', '[{"code":"invalid_value","pointer":"/entity_type","detail":"entity_type must be one of SoleTrader, LimitedCompany"}]'),
    (98, 100, 'Failed', '[{"code":"required","pointer":"/client_start_date","detail":"client_start_date is missing"},{"code":"unknown_member","pointer":"/start_date","detail":"start_date is no member"}]')`;

/** $1 partners, who send in turn; $2 count. Ids and times go the same way. */
const HEADS = `
  INSERT INTO batches (partner_id, id, status_check_id, record_kind, item_count, created_at) OVERRIDING SYSTEM VALUE
  SELECT ${PARTNER_ID} + id % $1::int, id, uuidv7(), 'clients', ${ITEMS_OF_A_SHOWN_BATCH},
    now() - interval '${WITHIN_HOURS} hours' * (1 - id::float8 / ($2::int + 1))
  FROM generate_series(1, $2::int) AS id`;

const SHARDS = `
  INSERT INTO shards (partner_id, batch_id, shard_no, first_index, item_count, record_kind, accepted_on, attempts,
    released_at, decided_at, completed, duplicate, conflict, failed)
  SELECT partner_id, id, 0, 0, item_count, record_kind, accepted_on, 1, created_at, created_at + interval '50 ms', 90, 3, 2, 5
  FROM batches`;

/** $1 payload: compressed as the API does; all have the same. */
const PAYLOADS = `
  INSERT INTO shard_payloads (partner_id, batch_id, shard_no, accepted_on, encoding, payload)
  SELECT partner_id, id, 0, accepted_on, 1, $1::bytea FROM batches`;

const RESULTS = `
  INSERT INTO item_results (partner_id, batch_id, item_index, accepted_on, state, key, problems)
  SELECT b.partner_id, b.id, item_index, b.accepted_on, state::item_state, 'S_' || b.id || '_' || item_index, problems::json
  FROM batches b CROSS JOIN (${STATES}) AS s (from_index, to_index, state, problems)
  CROSS JOIN LATERAL generate_series(from_index, to_index - 1) AS item_index`;

function payload() {
  const [{ items }] = clientBatches(1, ITEMS_OF_A_SHOWN_BATCH);
  return deflateRawSync(['{}', ...items.map((item) => JSON.stringify(item))].join('\n'), { level: 1 });
}

/**
 * Fills empty tables with decided batches of several partners, with items in every state, as people look at them.
 * @param {string} databaseUrl as the superuser
 * @param {{ count: number, partners: number }} options
 */
export async function fillShownBatches(databaseUrl, { count, partners }) {
  await withConnection(databaseUrl, async (client) => {
    await client.query('BEGIN');
    await client.query(HEADS, [partners, count]);
    await client.query(SHARDS);
    await client.query(PAYLOADS, [payload()]);
    await client.query(RESULTS);
    await client.query('COMMIT');
    await client.query('VACUUM (ANALYZE) batches, shards, shard_payloads, item_results');
    await client.query('CHECKPOINT');
  });
}
