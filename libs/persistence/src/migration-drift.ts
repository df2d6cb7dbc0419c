import { DataSource } from 'typeorm';
import { type MigrationConfiguration, runMigration } from '@app/platform';
import { ownerDataSourceOptions } from './connections/data-sources';

/** Compares the entities with the migrated database; prints what differs, and ends with exit code 1 if anything does. */
async function findDrift({ databaseUrl }: MigrationConfiguration): Promise<void> {
  const dataSource = await new DataSource(ownerDataSourceOptions(databaseUrl)).initialize();
  try {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    for (const { query } of upQueries) console.error(query);
    const verdict = upQueries.length === 0 ? 'agree' : `differ in ${upQueries.length} places`;
    console.log(`entities and migrations ${verdict}`);
    if (upQueries.length > 0) process.exitCode = 1;
  } finally {
    await dataSource.destroy();
  }
}

void runMigration(findDrift);
