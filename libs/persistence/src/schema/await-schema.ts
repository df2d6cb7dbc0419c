import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import {
  ConfigurationRefused,
  createLogger,
  type ProcessConfiguration,
  type ProcessName,
  WaitingRoom,
} from '@app/platform';
import { dataSourceOptions } from '../connections/data-sources';
import { isDatabaseAway } from '../connections/database-errors';
import { LoginRefused, orRefused } from '../connections/refused-connections';
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
 * Resolves when the database has every migration that this code was written for: at once, if the migration ran first. Until then, and while
 * PostgreSQL is away, nothing of the process runs but a waiting room on its port, which is alive and not ready: it takes no work that it could
 * not do, and nobody restarts it.
 * @throws ConfigurationRefused when PostgreSQL cannot be used as the URL says; a login is given time first, since a migration may be about to set it
 */
export async function awaitSchema(waiting: Waiting): Promise<void> {
  const { name, databaseUrl } = waiting;
  const variable = name === 'dashboard' ? 'DASHBOARD_DATABASE_URL' : 'PARTNER_PATH_DATABASE_URL';
  const visit = new Visit(waiting);
  let dataSource: DataSource | undefined;
  try {
    for (let failures = 0; ;) {
      try {
        dataSource ??= await orRefused(variable, () => connect(databaseUrl));
        const missing = await missingMigrations(dataSource);
        if (missing.length === 0) return;
        await visit.stay('schema', { event: 'schema_older', missing }, 'the schema is older than this code');
      } catch (error) {
        if (isDatabaseAway(error))
          await visit.stay('database', { event: 'database_away', err: error }, 'PostgreSQL is away');
        else if (dataSource !== undefined || isFinal(error) || ++failures > RETRIES.retryAttempts)
          throw error;
        else await pause(RETRIES.retryDelay);
      }
    }
  } finally {
    await visit.end();
    await dataSource?.destroy();
  }
}

const isFinal = (error: unknown): boolean =>
  error instanceof ConfigurationRefused && !(error instanceof LoginRefused);

function connect(databaseUrl: string): Promise<DataSource> {
  return new DataSource({ ...dataSourceOptions('schema', databaseUrl, 1), entities: [] }).initialize();
}

const AWAITED = { schema: 'the migration', database: 'it to be back' } as const;

/** A process's time in the waiting room, from the first reason to be there. */
class Visit {
  private room: WaitingRoom | undefined;

  constructor(private readonly waiting: Waiting) {}

  /** Waits until it is time to look again. Each reason is told once, until it is another one. */
  async stay(lacks: keyof typeof AWAITED, fields: object, sentence: string): Promise<void> {
    const { name, configuration, host, port } = this.waiting;
    this.room ??= await WaitingRoom.open(host, port);
    if (this.room.lacks !== lacks) {
      this.room.lacks = lacks;
      createLogger(name, configuration.logLevel).warn(fields, `${sentence}: waiting for ${AWAITED[lacks]}`);
    }
    await pause(LOOK_EVERY_MS);
  }

  async end(): Promise<void> {
    await this.room?.close();
  }
}
