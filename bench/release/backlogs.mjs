import { withConnection } from '../stack/database.mjs';

/** Of these sizes in turn: bulk shards, small ones, and single items. */
const SHARD_ITEMS = [5000, 100, 1];
/** Backlogs fall as this power of the rank: a few are very large, and most small. */
const SKEW = 1.2;
/** Single items are as many shards: more of them take minutes to insert and change nothing. */
const MOST_SHARDS = 50_000;
const RANKS_OF_A_MILLION = 3;

/** What a partner has waiting. @typedef {{ id: number, items: number, shardItems: number, shards: number }} PartnerBacklog */

/**
 * Backlogs of partners by Zipf's law; the three largest have the most. Ids say nothing about size.
 * @param {{ partners: number, largest: number }} options items of the largest
 * @returns {PartnerBacklog[]}
 */
export function zipfBacklogs({ partners, largest }) {
  return Array.from({ length: partners }, (_, n) => {
    const rank = Math.max(1, n + 1 - (RANKS_OF_A_MILLION - 1));
    const wanted = Math.max(1, Math.round(largest / rank ** SKEW));
    const shardItems = Math.min(wanted, SHARD_ITEMS[n % SHARD_ITEMS.length]);
    const shards = Math.min(MOST_SHARDS, Math.ceil(wanted / shardItems));
    return { id: 1 + ((n * 7919) % partners), items: shards * shardItems, shardItems, shards };
  });
}

const PARTNERS = `
  INSERT INTO partners (client_id, name, currency) SELECT 'partner-' || n, 'Partner', 'GBP' FROM generate_series(1, $1::int) AS n`;

/** A batch for each shard, in an order that mixes the partners, as time does. $1 ids, $2 shards, $3 items of each shard. */
const BACKLOGS = `
  WITH batch AS (
    INSERT INTO batches (partner_id, status_check_id, record_kind, item_count)
    SELECT b.id, uuidv7(), 'clients', b.items
    FROM unnest($1::bigint[], $2::int[], $3::int[]) AS b (id, shards, items) CROSS JOIN LATERAL generate_series(1, b.shards) AS n
    ORDER BY n
    RETURNING partner_id, id, record_kind, item_count, accepted_on
  )
  INSERT INTO shards (partner_id, batch_id, shard_no, first_index, item_count, record_kind, accepted_on)
  SELECT partner_id, id, 0, 0, item_count, record_kind, accepted_on FROM batch`;

/**
 * Fills an empty database with partners and their undecided batches; payloads are left out, since release sees none.
 * @param {string} databaseUrl as the superuser
 * @param {readonly PartnerBacklog[]} backlogs
 */
export async function fillBacklogs(databaseUrl, backlogs) {
  await withConnection(databaseUrl, async (client) => {
    await client.query(PARTNERS, [backlogs.length]);
    await addBacklogs(client, backlogs);
    await client.query('VACUUM (ANALYZE) shards');
    await client.query('CHECKPOINT');
  });
}

/**
 * Adds undecided batches of partners that are there.
 * @param {import('pg').Client} client
 * @param {readonly PartnerBacklog[]} backlogs
 */
export async function addBacklogs(client, backlogs) {
  const column = (name) => backlogs.map((backlog) => backlog[name]);
  await client.query(BACKLOGS, [column('id'), column('shards'), column('shardItems')]);
}
