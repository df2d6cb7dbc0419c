import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { compiled } from './compiled.mjs';
import { createDatabase, dropDatabase, inDatabase } from './database.mjs';

/** The service's own way of writing COPY's text. */
const { copyField, inChunks } = compiled('libs/persistence/src/save/copy-text');

const DATABASE = 'reference';
const PARTNER_ID = 1;

/** The records' columns are the service's; the submission is one row of text for each item. */
const TABLES = `
  CREATE TABLE submitted_items (partner_id bigint, batch_id bigint, item_index int, item text);
  CREATE TABLE partner_clients (
    partner_id bigint, partner_client_id text COLLATE "C", client_start_date timestamptz, entity_type text,
    other_identifiers jsonb, batch_id bigint, item_index int, saved_at timestamptz DEFAULT now(),
    PRIMARY KEY (partner_id, partner_client_id)
  );
  CREATE TABLE revenue_claims (
    partner_id bigint, unique_reference text COLLATE "C", partner_client_id text COLLATE "C", currency text,
    period_start timestamptz, period_end timestamptz, total_amount numeric(19, 4), transaction_count bigint,
    batch_id bigint, item_index int, saved_at timestamptz DEFAULT now(),
    PRIMARY KEY (partner_id, unique_reference),
    FOREIGN KEY (partner_id, partner_client_id) REFERENCES partner_clients
  )`;

const COPY_SUBMITTED = 'COPY submitted_items FROM STDIN';
const COPY_CLIENTS = `COPY partner_clients (partner_id, partner_client_id, client_start_date, entity_type,
  other_identifiers, batch_id, item_index) FROM STDIN`;
const COPY_CLAIMS = `COPY revenue_claims (partner_id, unique_reference, partner_client_id, currency, period_start,
  period_end, total_amount, transaction_count, batch_id, item_index) FROM STDIN`;

const submittedLine = (item, index, batchId) =>
  `${PARTNER_ID}\t${batchId}\t${index}\t${copyField(JSON.stringify(item))}\n`;

const clientLine = (item, index, batchId) =>
  `${PARTNER_ID}\t${item.partner_client_id}\t${item.client_start_date}\t${item.entity_type}\t` +
  `${copyField(JSON.stringify(item.other_identifiers))}\t${batchId}\t${index}\n`;

const claimLine = (claim, clientId, index, batchId) =>
  `${PARTNER_ID}\t${claim.unique_reference}\t${clientId}\t${claim.currency}\t${claim.time_period.start_time}\t` +
  `${claim.time_period.end_time}\t${claim.total_amount}\t${claim.transaction_count}\t${batchId}\t${index}\n`;

/** How each record kind's records are copied, behind the submission. */
const SAVE = {
  clients: (copy, items, batchId) => copy(COPY_CLIENTS, items, ([n, item]) => clientLine(item, n, batchId)),
  'revenue-claims': (copy, items, batchId) =>
    copy(COPY_CLAIMS, items, ([n, item]) => claimLine(item, item.partner_client_id, n, batchId)),
  async 'clients-with-claims'(copy, items, batchId) {
    await SAVE.clients(copy, items, batchId);
    await copy(COPY_CLAIMS, items, ([n, item]) =>
      item.revenue_claims.map((claim) => claimLine(claim, item.partner_client_id, n, batchId)).join(''),
    );
  },
};

/** The commit time of a saved record; $1 its key. */
const COMMITTED_AT = {
  clients:
    'SELECT pg_xact_commit_timestamp(xmin) AS at FROM partner_clients WHERE partner_client_id = $1 AND partner_id = 1',
  'revenue-claims':
    'SELECT pg_xact_commit_timestamp(xmin) AS at FROM revenue_claims WHERE unique_reference = $1 AND partner_id = 1',
};
COMMITTED_AT['clients-with-claims'] = COMMITTED_AT.clients;

/**
 * The least that must be done: the submission is copied in, then the records, over one connection, one batch after the other, with
 * full durability; nothing is received, checked or answered. What is decided at once is one transaction.
 *
 * @param {import('./contestant.mjs').Servers} servers
 * @returns {Promise<{ kind: (kind: keyof typeof SAVE) => import('./contestant.mjs').Started, stop: () => Promise<void> }>}
 */
export async function startReference(servers) {
  await createDatabase(servers.adminUrl, DATABASE);
  const client = new pg.Client({ connectionString: inDatabase(servers.adminUrl, DATABASE) });
  await client.connect();
  await client.query(TABLES);
  let batches = 0;
  let lastKey = '';

  const copy = (statement, items, line) =>
    pipeline(Readable.from(inChunks(items.entries(), line)), client.query(copyStreams.from(statement)));
  const persist = async (kind, items, batchId) => {
    await copy(COPY_SUBMITTED, items, ([n, item]) => submittedLine(item, n, batchId));
    await SAVE[kind](copy, items, batchId);
  };
  const stop = async () => {
    await client.end();
    await dropDatabase(servers.adminUrl, DATABASE);
  };

  const kind = (name) => ({
    async submit(_body, items) {
      const batchId = ++batches;
      if (name === 'clients-with-claims') await client.query('BEGIN');
      await persist(name, items, batchId);
      if (name === 'clients-with-claims') await client.query('COMMIT');
      lastKey = items.at(-1)[name === 'revenue-claims' ? 'unique_reference' : 'partner_client_id'];
      return `${batchId}`;
    },
    /** Batches are persisted one after the other, so the last one's commit is the last. */
    async decided() {
      return (await client.query(COMMITTED_AT[name], [lastKey])).rows[0].at;
    },
    /** It runs in this process. */
    pids: () => [process.pid],
    stop,
  });
  return { kind, stop };
}
