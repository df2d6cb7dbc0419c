import PgBoss from 'pg-boss';
import { loadCompiled } from '../groundwork/compile-on-load.mjs';

const { settings } = loadCompiled('./settings.ts');

export const QUEUE = 'items';

/** pg-boss on the same database, started; the first to start makes its tables. */
export async function startBoss() {
  const boss = new PgBoss(settings.databaseUrl);
  boss.on('error', console.error);
  await boss.start();
  return boss;
}
