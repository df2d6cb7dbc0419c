import { deflateRawSync } from 'node:zlib';
import { clientBatches } from '../items/batches.mjs';
import { withConnection } from '../stack/database.mjs';
import { ITEMS_OF_A_BATCH, KEY_OF_N, PARTNER_ID } from './saved-records.mjs';

/** Batches of one transaction. */
const STEP = 50_000;

/** Batches $2 to $3 of partner $1, with ids of their own choice, which the saved records name. */
const HEADS = `
  INSERT INTO batches (partner_id, id, status_check_id, record_kind, item_count) OVERRIDING SYSTEM VALUE
  SELECT $1::bigint, id, uuidv7(), 'clients', ${ITEMS_OF_A_BATCH} FROM generate_series($2::bigint, $3::bigint) AS id`;

const SHARDS = `
  INSERT INTO shards (partner_id, batch_id, shard_no, first_index, item_count, record_kind, accepted_on, attempts,
    released_at, decided_at, completed, duplicate, conflict, failed)
  SELECT partner_id, id, 0, 0, item_count, record_kind, accepted_on, 1, now(), now(), item_count, 0, 0, 0
  FROM batches WHERE partner_id = $1 AND id BETWEEN $2 AND $3`;

/** $4 payload: compressed as the API does; nobody reads it, so all have the same. */
const PAYLOADS = `
  INSERT INTO shard_payloads (partner_id, batch_id, shard_no, accepted_on, encoding, payload)
  SELECT partner_id, id, 0, accepted_on, 1, $4::bytea FROM batches WHERE partner_id = $1 AND id BETWEEN $2 AND $3`;

const RESULTS = `
  INSERT INTO item_results (partner_id, batch_id, item_index, accepted_on, state, key)
  SELECT b.partner_id, b.id, index, b.accepted_on, 'Completed', ${KEY_OF_N}
  FROM batches b CROSS JOIN generate_series(0, ${ITEMS_OF_A_BATCH - 1}) AS index
  CROSS JOIN LATERAL (SELECT (b.id - 1) * ${ITEMS_OF_A_BATCH} + index AS n) AS record
  WHERE b.partner_id = $1 AND b.id BETWEEN $2 AND $3`;

function payload() {
  const [{ items }] = clientBatches(1, ITEMS_OF_A_BATCH);
  return deflateRawSync(['{}', ...items.map((item) => JSON.stringify(item))].join('\n'), { level: 1 });
}

/**
 * Fills heads, payloads and results with batches that have been decided, as many as can be had in the time.
 * @param {string} databaseUrl as the superuser
 * @param {{ count: number, withinMs: number }} options
 * @returns {Promise<number>} how many there are
 */
export async function fillDecidedBatches(databaseUrl, { count, withinMs }) {
  const deadline = performance.now() + withinMs;
  const bytes = payload();
  return withConnection(databaseUrl, async (client) => {
    let filled = 0;
    while (filled < count && performance.now() < deadline) {
      const range = [PARTNER_ID, filled + 1, Math.min(count, filled + STEP)];
      await client.query('BEGIN');
      await client.query(HEADS, range);
      await client.query(SHARDS, range);
      await client.query(PAYLOADS, [...range, bytes]);
      await client.query(RESULTS, range);
      await client.query('COMMIT');
      filled = range[2];
    }
    await client.query('VACUUM (ANALYZE) batches, shards, shard_payloads, item_results');
    await client.query('CHECKPOINT');
    return filled;
  });
}
