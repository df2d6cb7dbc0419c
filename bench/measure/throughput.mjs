import { setTimeout as pause } from 'node:timers/promises';
import { cpuSeconds, cpuSecondsOfFamily } from './cpu-seconds.mjs';
import { wallClock } from './wall-clock.mjs';

/**
 * @typedef {object} Throughput what one turn of a contestant gave
 * @property {number} items
 * @property {number} seconds from the first byte of the first batch to the commit of the last item's state
 * @property {number} itemsPerS
 * @property {number} cpuSeconds of the contestant's processes and of PostgreSQL
 * @property {readonly number[]} ownCpuSeconds the part of each of the contestant's processes, in their order
 * @property {number} postgresCpuSeconds the part of PostgreSQL
 * @property {number} walBytes
 */

/** What work is left behind (freed memory, vacuum) should not fall into the next contestant's turn. */
const SETTLE_WITHIN_MS = 3000;
const LOOK_EVERY_MS = 50;

const VACUUMING = `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE backend_type = 'autovacuum worker') AS busy`;

/**
 * Waits until PostgreSQL has no vacuum under way, at most for a while, and collects this process's garbage.
 * @param {import('pg').Client} postgres
 */
export async function settle(postgres) {
  globalThis.gc?.();
  const deadline = performance.now() + SETTLE_WITHIN_MS;
  while (performance.now() < deadline && (await postgres.query(VACUUMING)).rows[0].busy)
    await pause(LOOK_EVERY_MS);
}

async function walPosition(postgres) {
  return Number((await postgres.query(`SELECT pg_current_wal_lsn() - '0/0' AS bytes`)).rows[0].bytes);
}

/**
 * Submits every batch, keeping some in flight.
 * @param {import('../stack/contestant.mjs').Started} contestant
 * @param {readonly import('../stack/contestant.mjs').Batch[]} batches
 * @param {number} inFlight
 * @returns {Promise<string[]>} the batches' ids
 */
export async function submitAll(contestant, batches, inFlight) {
  const ids = [];
  const waiting = batches.values();
  const lane = async () => {
    for (const { body, items } of waiting) ids.push(await contestant.submit(body, items));
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, batches.length) }, lane));
  return ids;
}

/**
 * Lets a contestant take its turn.
 * @param {{ postgres: import('pg').Client, servers: import('../stack/contestant.mjs').Servers }} bench
 * @param {import('../stack/contestant.mjs').Started} contestant
 * @param {readonly import('../stack/contestant.mjs').Batch[]} batches
 * @param {number} inFlight how many batches are under way at a time
 * @returns {Promise<Throughput>}
 */
export async function throughput({ postgres, servers }, contestant, batches, inFlight) {
  await settle(postgres);
  const own = () => contestant.pids().map(cpuSeconds);
  const postgresCpu = () => cpuSecondsOfFamily(servers.pids.postgres);
  const before = { own: own(), postgres: postgresCpu(), wal: await walPosition(postgres) };
  const begunMs = wallClock()();
  const decidedAt = await contestant.decided(await submitAll(contestant, batches, inFlight));
  const seconds = (decidedAt.getTime() - begunMs) / 1000;
  const items = batches.reduce((count, batch) => count + batch.items.length, 0);
  const ownCpuSeconds = own().map((seconds, position) => seconds - before.own[position]);
  const postgresCpuSeconds = postgresCpu() - before.postgres;
  return {
    items,
    seconds,
    itemsPerS: items / seconds,
    cpuSeconds: ownCpuSeconds.reduce((sum, seconds) => sum + seconds, postgresCpuSeconds),
    ownCpuSeconds,
    postgresCpuSeconds,
    walBytes: (await walPosition(postgres)) - before.wal,
  };
}
