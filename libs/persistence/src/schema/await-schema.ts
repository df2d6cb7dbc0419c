import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { createLogger, type ProcessConfiguration, type ProcessName, WaitingRoom } from '@app/platform';
import { dataSourceOptions } from '../connections/data-sources';
import { isDatabaseAway } from '../connections/database-errors';
import { RETRIES } from '../connections/role-pool';
import { missingMigrations } from './missing-migrations';

const LOOK_EVERY_MS = 1_000;

/** Which process waits, whose login it looks with, and where it listens. */
export interface Waiting {
  readonly name: ProcessName;
  readonly configuration: ProcessConfiguration;
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
}

/**
 * Resolves when the database has every migration that this code was written for: at once, if the migration ran first. Until then nothing
 * of the process runs but a waiting room on its port, which is alive and not ready: it takes no work that it could not do, and nobody restarts it.
 */
export async function awaitSchema({ name, configuration, databaseUrl, host, port }: Waiting): Promise<void> {
  const dataSource = await connect(databaseUrl);
  let room: WaitingRoom | undefined;
  try {
    for (;;) {
      const missing = await missingUnlessAway(dataSource);
      if (missing.length === 0) return;
      if (room === undefined) {
        room = await WaitingRoom.open(host, port);
        createLogger(name, configuration.logLevel).warn(
          { event: 'schema_older', missing },
          'the schema is older than this code: waiting for the migration',
        );
      }
      await pause(LOOK_EVERY_MS);
    }
  } finally {
    await room?.close();
    await dataSource.destroy();
  }
}

/** PostgreSQL going away meanwhile is waited for: the schema is what it was. */
async function missingUnlessAway(dataSource: DataSource): Promise<readonly string[]> {
  try {
    return await missingMigrations(dataSource);
  } catch (error) {
    if (isDatabaseAway(error)) return ['not known: PostgreSQL is away'];
    throw error;
  }
}

/** As long as the pools of the process wait for a database that starts later. */
async function connect(databaseUrl: string): Promise<DataSource> {
  for (let tries = 1; ; tries++) {
    try {
      return await new DataSource({
        ...dataSourceOptions('schema', databaseUrl, 1),
        entities: [],
      }).initialize();
    } catch (error) {
      if (tries > RETRIES.retryAttempts) throw error;
      await pause(RETRIES.retryDelay);
    }
  }
}
