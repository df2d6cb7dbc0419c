import { makeWorkerUtils } from 'graphile-worker';
import { loadCompiled } from '../groundwork/compile-on-load.mjs';
import { TASK } from './task.mjs';

const { settings } = loadCompiled('./settings.ts');
const { DataSource } = loadCompiled('typeorm');
const { startApi } = loadCompiled('./start-api.ts');
const { storeBatch } = loadCompiled('./store-batch.ts');

/** The documented bulk function; $1 an array of job specs as JSON. */
const ADD_JOBS = `
  SELECT count(*) FROM graphile_worker.add_jobs(
    ARRAY(SELECT json_populate_recordset(NULL::graphile_worker.job_spec, $1::json))
  )`;

async function makeTables() {
  const graphile = await makeWorkerUtils({ connectionString: settings.databaseUrl });
  await graphile.migrate();
  await graphile.release();
}

export async function start() {
  await makeTables();
  const acceptIn = (database) => ({
    /** The items and their jobs are stored in one transaction, the jobs with one statement. */
    accept: (contents) =>
      database.transaction(async (manager) => {
        const { id, items } = await storeBatch(manager, contents);
        const jobs = items.map((item) => ({ identifier: TASK, payload: item }));
        await manager.query(ADD_JOBS, [JSON.stringify(jobs)]);
        return id;
      }),
  });
  await startApi({ inject: [DataSource], useFactory: acceptIn });
}
