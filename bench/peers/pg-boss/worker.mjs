import { loadCompiled } from '../groundwork/compile-on-load.mjs';
import { QUEUE, startBoss } from './boss.mjs';

const { connect } = loadCompiled('./database.ts');
const { decideItem } = loadCompiled('./decide-item.ts');

/** How many jobs are fetched, and completed, with one statement. 250 and 500 were no faster, and took more CPU time. */
const BATCH_SIZE = 100;

/** Connections, so as many items are decided at a time. 20 were no faster. */
const POOL_SIZE = 10;

/** The shortest that pg-boss takes. */
const POLLING_INTERVAL_SECONDS = 0.5;

export async function start() {
  const database = await connect(POOL_SIZE);
  const boss = await startBoss();
  const worker = await boss.work(
    QUEUE,
    { batchSize: BATCH_SIZE, pollingIntervalSeconds: POLLING_INTERVAL_SECONDS },
    async (jobs) => {
      // A full batch: more are waiting, as a rule, and need not wait for the next poll.
      if (jobs.length === BATCH_SIZE) boss.notifyWorker(worker);
      await Promise.all(jobs.map(({ data }) => decideItem(database, data)));
    },
  );
}
