import { DataSource } from 'typeorm';
import { type MigrationConfiguration, runMigration } from '@app/platform';
import { ownerDataSourceOptions } from './connections/data-sources';
import { orRefused } from './connections/refused-connections';
import { requireServerVersion } from './connections/require-server-version';
import { provisionRole } from './roles/provision-role';
import { applyMigrations } from './schema/apply-migrations';

/** Applies the migrations that are missing and gives each login role the password of its URL. */
async function migrate(configuration: MigrationConfiguration): Promise<void> {
  const dataSource = await orRefused('DATABASE_URL', () =>
    new DataSource(ownerDataSourceOptions(configuration.databaseUrl)).initialize(),
  );
  try {
    const [server] = await dataSource.query<[{ version: number }]>(
      `SELECT current_setting('server_version_num')::int AS version`,
    );
    requireServerVersion(server.version);
    const applied = await applyMigrations(dataSource, (sentence) => {
      console.log(sentence);
    });
    for (const url of [
      configuration.partnerPathDatabaseUrl,
      configuration.releaseDatabaseUrl,
      configuration.authDatabaseUrl,
      configuration.dashboardDatabaseUrl,
      configuration.operatorDatabaseUrl,
    ]) {
      await provisionRole(dataSource, new URL(url));
    }
    console.log(applied.length === 0 ? 'the schema is up to date' : 'the schema is migrated');
  } finally {
    await dataSource.destroy();
  }
}

void runMigration(migrate);
