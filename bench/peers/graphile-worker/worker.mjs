import { Logger, run } from 'graphile-worker';
import { loadCompiled } from '../groundwork/compile-on-load.mjs';
import { TASK } from './task.mjs';

const { connect } = loadCompiled('./database.ts');
const { decideItem } = loadCompiled('./decide-item.ts');
const { settings } = loadCompiled('./settings.ts');

/** 20 and 40 were no faster. */
const CONCURRENCY = 10;

/** Jobs that are fetched with one statement and wait in this process. 500 was no faster, and took more CPU time. */
const LOCAL_QUEUE_SIZE = 100;

/** Completions are gathered while the ones before are on their way, and never wait for more. */
const COMPLETE_JOB_BATCH_DELAY_MS = 0;

/** Not a line for every job, which it writes otherwise. */
const logger = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') console.error(message);
});

export async function start() {
  const database = await connect(CONCURRENCY);
  await run({
    preset: {
      worker: {
        connectionString: settings.databaseUrl,
        logger,
        concurrentJobs: CONCURRENCY,
        maxPoolSize: CONCURRENCY + 1,
        localQueue: { size: LOCAL_QUEUE_SIZE },
        completeJobBatchDelay: COMPLETE_JOB_BATCH_DELAY_MS,
        failJobBatchDelay: COMPLETE_JOB_BATCH_DELAY_MS,
      },
    },
    taskList: { [TASK]: (item) => decideItem(database, item) },
  });
}
