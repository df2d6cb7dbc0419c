/**
 * `node bench/drop-partition.mjs [times]`: what partners notice while a week of payloads and results is dropped under load, with the waits that a worker
 * allows itself, with one long wait, and with DETACH … CONCURRENTLY, which only the tables' owner can do.
 */
import pg from 'pg';
import { clientBatches } from './items/batches.mjs';
import { startServers } from './stack/servers.mjs';
import { startService } from './stack/service.mjs';

const ITEMS_OF_A_WEEK = 1_000_000;
const SHARDS_OF_A_WEEK = 200;
/** About what 5,000 items of 250 bytes are compressed to. */
const PAYLOAD_BYTES = 250_000;
const TIMES = Number(process.argv[2] ?? 3);
const WEEKS = 3 * TIMES;
const SENDERS = 6;
const QUIET_MS = 10_000;
/** As apps/worker/src/retention-timer.ts has them. */
const WORKERS_WAITS_MS = [25, 50, 50, 100, 100, 100, 200, 200, 400, 400, 800, 800, 1000, 1000, 1000, 1000];
const LONG_WAITS_MS = Array(12).fill(1000);
const PAUSE_MS = 2_000;

const servers = await startServers(console.error);
const service = await startService(servers, { partners: 2 });
const database = new pg.Client({ connectionString: service.databaseUrl });
await database.connect();
const weeks = [];
for (let n = 0; n < WEEKS; n++) weeks.push(await fillWeek(n));
await database.query('CHECKPOINT');

const calls = [];
let ended = false;
const load = startLoad();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
await pause(QUIET_MS); // to warm up

const table = [];
await row('no drop', async () => {
  await pause(QUIET_MS);
  return 1;
});
for (let n = 0; n < TIMES; n++) await row("drop with the worker's waits", () => drop(WORKERS_WAITS_MS));
for (let n = 0; n < TIMES; n++) await row('drop with a wait of 1 s', () => drop(LONG_WAITS_MS));
for (let n = 0; n < TIMES; n++) await row('DETACH CONCURRENTLY, then DROP', detach);
ended = true;
await load;
console.table(table);
await database.end();
await service.stop();
await servers.stop();

/** Makes the two partitions of a week long ago, filled. */
async function fillWeek(n) {
  const { rows } = await database.query(
    `SELECT monday::text, (monday + 7)::text AS next, to_char(monday, '_IYYY"w"IW') AS name
     FROM (SELECT date_trunc('week', now() - ($1 + 60) * interval '1 week')::date AS monday) AS w`,
    [WEEKS - n],
  );
  const { monday, next, name } = rows[0];
  for (const parent of ['shard_payloads', 'item_results'])
    await database.query(
      `CREATE TABLE ${parent}${name} PARTITION OF ${parent} FOR VALUES FROM ('${monday}') TO ('${next}')`,
    );
  await database.query(
    `INSERT INTO shard_payloads SELECT 1, $1::bigint * 1000000 - 100000000 + n, 0, $2, 1, (
       SELECT decode(string_agg(md5(m || '-' || n), ''), 'hex') FROM generate_series(1, $3::int / 16) AS m
     ) FROM generate_series(1, $4::int) AS n`,
    [n, monday, PAYLOAD_BYTES, SHARDS_OF_A_WEEK],
  );
  await database.query(
    `INSERT INTO item_results SELECT 1, $1::bigint * 1000000 - 100000000, n, $2, 'Completed', 'client-of-a-usual-length-' || n, NULL
     FROM generate_series(1, $3::int) AS n`,
    [n, monday, ITEMS_OF_A_WEEK],
  );
  return name;
}

/** Single items, large batches and readers, until the end. */
async function startLoad() {
  const partner = await service.partner(0);
  const other = await service.partner(1);
  const taken = (batches) => {
    let n = 0;
    return () => batches[n++ % batches.length].body;
  };
  const [small, large] = [taken(clientBatches(20_000, 1)), taken(clientBatches(20, 5000))];
  const repeat = async (kind, work) => {
    while (!ended) {
      const begun = performance.now();
      await work();
      calls.push({ kind, begun, ended: performance.now() });
    }
  };
  let last = '';
  await Promise.all([
    ...Array.from({ length: SENDERS }, () =>
      repeat('POST', async () => {
        last = await partner.submit('clients', small());
      }),
    ),
    repeat('large', async () => {
      await other.submit('clients', large());
    }),
    repeat('GET', async () => {
      if (last === '') await pause(10);
      else await partner.document(last);
    }),
  ]);
}

async function row(name, work) {
  const begun = performance.now();
  const attempts = await work();
  const tookMs = performance.now() - begun;
  await pause(500); // so that whoever waited has ended
  const during = calls.filter((call) => call.ended > begun && call.begun < begun + tookMs);
  const longest = (kind) =>
    Math.round(
      Math.max(0, ...during.filter((call) => call.kind === kind).map((call) => call.ended - call.begun)),
    );
  table.push({
    what: name,
    attempts,
    'took ms': Math.round(tookMs),
    calls: during.length,
    'longest POST ms': longest('POST'),
    'longest large POST ms': longest('large'),
    'longest GET ms': longest('GET'),
  });
}

/** Drops the oldest week, payload and results. @returns the attempts that it took */
async function drop(waits) {
  let attempts = 0;
  for (let tables = 0; tables < 2; tables++) {
    for (const [attempt, waitMs] of waits.entries()) {
      if (attempt > 0) await pause(PAUSE_MS * (0.5 + Math.random()));
      attempts++;
      try {
        await database.query('SELECT * FROM drop_expired_partition(90, $1)', [waitMs]);
        break;
      } catch (error) {
        if (error.code !== '55P03') throw error;
      }
    }
  }
  weeks.shift();
  return attempts;
}

async function detach() {
  const name = weeks.shift();
  for (const parent of ['shard_payloads', 'item_results']) {
    await database.query(`ALTER TABLE ${parent} DETACH PARTITION ${parent}${name} CONCURRENTLY`);
    await database.query(`DROP TABLE ${parent}${name}`);
  }
  return 1;
}
