import { loadCompiled } from '../groundwork/compile-on-load.mjs';
import { QUEUE, startBoss } from './boss.mjs';

const { DataSource } = loadCompiled('typeorm');
const { startApi } = loadCompiled('./start-api.ts');
const { storeBatch } = loadCompiled('./store-batch.ts');

/** Lets pg-boss work within a transaction of TypeORM's. */
const within = (manager) => ({
  executeSql: async (text, values) => ({ rows: await manager.query(text, values) }),
});

export async function start() {
  const boss = await startBoss();
  await boss.createQueue(QUEUE);
  const acceptIn = (database) => ({
    /** The items and their jobs are stored in one transaction, the jobs with one statement. */
    accept: (contents) =>
      database.transaction(async (manager) => {
        const { id, items } = await storeBatch(manager, contents);
        await boss.insert(
          items.map((item) => ({ name: QUEUE, data: item })),
          { db: within(manager) },
        );
        return id;
      }),
  });
  await startApi({ inject: [DataSource], useFactory: acceptIn });
}
