import { withConnection } from '../stack/database.mjs';

const TABLES = ['shard_payloads', 'item_results', 'partner_clients', 'shards', 'batches'];

/** With all partitions; what TOAST keeps counts to the table. $1 table. */
const SIZES = `
  SELECT sum(pg_table_size(relid))::float8 AS rows, sum(pg_indexes_size(relid))::float8 AS indexes
  FROM (SELECT relid FROM pg_partition_tree($1::regclass) UNION SELECT $1::regclass) AS part`;

const ITEMS = 'SELECT sum(item_count)::float8 AS items FROM shards WHERE decided_at IS NOT NULL';

/**
 * What an item takes on disk, table by table, after many have been decided.
 * @param {string} databaseUrl as the superuser
 * @returns {Promise<Record<string, number>>} bytes of an item by figure
 */
export async function storedBytes(databaseUrl) {
  return withConnection(databaseUrl, async (client) => {
    const [{ items }] = (await client.query(ITEMS)).rows;
    const figures = {};
    for (const table of TABLES) {
      const [{ rows, indexes }] = (await client.query(SIZES, [table])).rows;
      figures[`stored bytes of an item: ${table}`] = rows / items;
      figures[`stored bytes of an item: indexes of ${table}`] = indexes / items;
    }
    return figures;
  });
}
