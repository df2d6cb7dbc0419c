import { setTimeout as pause } from 'node:timers/promises';
import { type QueryRunner } from 'typeorm';

/** Any fixed number: the name of the lock that lets one process migrate a database at a time. */
const MIGRATION_LOCK = 7_203_002;
const LOOK_EVERY_MS = 250;

/**
 * Waits until no other process migrates this database; the turn ends with `endTurn`, or the connection. Asked for again and again: a statement that waits
 * for the lock would be an open transaction, which an index that the other one builds CONCURRENTLY would wait for in turn.
 */
export async function waitForTurn(queryRunner: QueryRunner, say: (sentence: string) => void): Promise<void> {
  const isOurs = async (): Promise<boolean> => {
    const rows: unknown = await queryRunner.query('SELECT pg_try_advisory_lock($1) AS ours', [
      MIGRATION_LOCK,
    ]);
    return (rows as [{ ours: boolean }])[0].ours;
  };
  if (await isOurs()) return;
  say('another process is migrating this database; waiting for it');
  while (!(await isOurs())) await pause(LOOK_EVERY_MS);
}

export async function endTurn(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
}
