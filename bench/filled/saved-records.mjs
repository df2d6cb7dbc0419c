import { withConnection } from '../stack/database.mjs';

/** Of the first partner that was registered, who sends the new ones too. */
export const PARTNER_ID = 1;

/** Items of each batch that the records are said to come from. */
export const ITEMS_OF_A_BATCH = 10;

/** Texts that keys begin with, behind `M_`, as those of runs do. */
const PREFIXES = 1000;

/** The key of record n: in the form of those that are sent, and on both sides of them in the order of keys. */
export const KEY_OF_N = `'M_' || substr(md5((n % ${PREFIXES})::text), 1, 6) || '_' || lpad(n::text, 8, '0')`;

/** Made in the order of keys, so that the index grows at its end: that is several times as fast. $1 partner, $2 count. */
const RECORDS = `
  INSERT INTO partner_clients (partner_id, partner_client_id, client_start_date, entity_type, other_identifiers, batch_id, item_index)
  SELECT $1::bigint, ${KEY_OF_N},
    timestamptz '2005-01-01Z' + (n % 7000) * interval '1 day',
    (ARRAY['SoleTrader', 'LimitedCompany', 'LLC', 'LLP', 'Partnership', 'SoleProprietor'])[1 + n % 6],
    jsonb_build_array(
      jsonb_build_object('key', 'vat_number', 'values',
        jsonb_build_array('GB' || (n * 7919) % 1000000000, 'GB' || (n * 6101) % 1000000000)),
      jsonb_build_object('key', 'company_number', 'values', jsonb_build_array(((n * 104729) % 100000000)::text))),
    1 + n / ${ITEMS_OF_A_BATCH}, n % ${ITEMS_OF_A_BATCH}
  FROM (SELECT p FROM generate_series(0::bigint, ${PREFIXES - 1}) AS p ORDER BY md5(p::text) COLLATE "C") AS prefix
  CROSS JOIN LATERAL generate_series(p, $2::bigint - 1, ${PREFIXES}) AS n`;

/** New batches get ids behind those that the records name. $1 last id. */
const GO_ON_BEHIND = `SELECT setval(pg_get_serial_sequence('batches', 'id'), $1::bigint)`;

/**
 * Fills the table of saved partner clients, as if they had been sent before.
 * @param {string} databaseUrl as the superuser
 * @param {number} count
 */
export async function fillSavedRecords(databaseUrl, count) {
  await withConnection(databaseUrl, async (client) => {
    await client.query(RECORDS, [PARTNER_ID, count]);
    await client.query(GO_ON_BEHIND, [1 + Math.ceil(count / ITEMS_OF_A_BATCH)]);
    await client.query('VACUUM (ANALYZE) partner_clients');
    await client.query('CHECKPOINT');
  });
}
