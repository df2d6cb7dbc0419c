import { Worker } from 'bullmq';
import { loadCompiled } from '../groundwork/compile-on-load.mjs';
import { BATCHES, ITEMS, connectionOptions } from './queues.mjs';

const { connect } = loadCompiled('./database.ts');
const { decideItem } = loadCompiled('./decide-item.ts');

/** 20 and 40 were no faster: the worker's process is the limit. */
const CONCURRENCY = 10;

export async function start() {
  const database = await connect(CONCURRENCY);
  const items = new Worker(ITEMS, (job) => decideItem(database, job.data), {
    ...connectionOptions(),
    concurrency: CONCURRENCY,
  });
  // A batch's state is the states of its items, in their rows: there is nothing left to do when all of them are there.
  const batches = new Worker(BATCHES, () => undefined, connectionOptions());
  await Promise.all([items.waitUntilReady(), batches.waitUntilReady()]);
}
