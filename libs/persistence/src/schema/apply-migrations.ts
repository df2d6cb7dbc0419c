import { setTimeout as pause } from 'node:timers/promises';
import { type DataSource, type Migration, MigrationExecutor, type QueryRunner } from 'typeorm';
import { sqlState } from '../connections/database-errors';
import { endTurn, waitForTurn } from './migration-turn';

/**
 * How long one try waits for a lock. Whoever comes after a statement that waits for a table's lock waits behind it, so this is also, for
 * each table that a migration locks, the longest time for which it keeps anybody waiting who would not have waited without it.
 */
const LOCK_TIMEOUT_MS = 1_000;
/** What runs CONCURRENTLY waits for the transactions that are open, and nobody waits behind it: those of the service end after 20 s. */
const CONCURRENTLY_MS = 60_000;
/** Between two tries, doubled each time: what was in the way gets time to end, and who waited behind the try gets time to pass. */
const PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** Then something is in the way that does not go by itself, and somebody should look. */
const GIVE_UP_MS = 10 * 60_000;

const LOCK_NOT_AVAILABLE = '55P03';

export interface MigrationTimes {
  readonly lockTimeoutMs: number;
  readonly pauseMs: number;
  readonly giveUpMs: number;
}

const TIMES: MigrationTimes = { lockTimeoutMs: LOCK_TIMEOUT_MS, pauseMs: PAUSE_MS, giveUpMs: GIVE_UP_MS };

/**
 * Applies the migrations that are missing, each in a transaction of its own (those with `transaction = false` without one), in order. One
 * that does not get its locks is undone and tried again, so that it never stands in a queue with the service behind it. One process at a
 * time does this; others wait.
 * @param say gets a sentence about each one, and about what is in the way
 * @returns the names of those that were applied
 * @throws what a migration threw, and the refused lock of one that did not get it within `giveUpMs`
 */
export async function applyMigrations(
  dataSource: DataSource,
  say: (sentence: string) => void,
  times = TIMES,
): Promise<string[]> {
  const queryRunner = dataSource.createQueryRunner();
  try {
    await waitForTurn(queryRunner, say);
    return await applyPending(dataSource, queryRunner, say, times);
  } finally {
    // The connection may be gone, and its turn with it; what made it go is told.
    await endTurn(queryRunner).catch(() => undefined);
    await queryRunner.release();
  }
}

async function applyPending(
  dataSource: DataSource,
  queryRunner: QueryRunner,
  say: (sentence: string) => void,
  times: MigrationTimes,
): Promise<string[]> {
  const executor = new MigrationExecutor(dataSource, queryRunner);
  const pending = await executor.getPendingMigrations();
  try {
    for (const migration of pending) {
      await untilLocked(() => applyOne(executor, queryRunner, migration, times), migration.name, say, times);
      say(`applied ${migration.name}`);
    }
  } finally {
    await queryRunner.query('RESET lock_timeout').catch(() => undefined);
  }
  return pending.map(({ name }) => name);
}

async function applyOne(
  executor: MigrationExecutor,
  queryRunner: QueryRunner,
  migration: Migration,
  { lockTimeoutMs }: MigrationTimes,
): Promise<void> {
  if (migration.instance?.transaction === false) {
    await setLockTimeout(queryRunner, CONCURRENTLY_MS);
    await executor.executeMigration(migration);
    return;
  }
  await setLockTimeout(queryRunner, lockTimeoutMs);
  await queryRunner.startTransaction();
  try {
    await executor.executeMigration(migration);
    await queryRunner.commitTransaction();
  } catch (error) {
    // The connection may be gone; what made the migration fail is what is told.
    await queryRunner.rollbackTransaction().catch(() => undefined);
    throw error;
  }
}

async function setLockTimeout(queryRunner: QueryRunner, ms: number): Promise<void> {
  await queryRunner.query(`SELECT set_config('lock_timeout', $1, false)`, [`${ms}`]);
}

async function untilLocked(
  apply: () => Promise<void>,
  name: string,
  say: (sentence: string) => void,
  { pauseMs, giveUpMs }: MigrationTimes,
): Promise<void> {
  const deadline = performance.now() + giveUpMs;
  for (let nextMs = pauseMs; ; nextMs = Math.min(nextMs * 2, LONGEST_PAUSE_MS)) {
    try {
      await apply();
      return;
    } catch (error) {
      if (sqlState(error) !== LOCK_NOT_AVAILABLE || performance.now() + nextMs > deadline) throw error;
      say(`${name} did not get a lock, and steps back; the next try is in ${nextMs} ms`);
      await pause(nextMs);
    }
  }
}
