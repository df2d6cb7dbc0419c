import { type DataSource } from 'typeorm';
import { sqlState } from '../connections/database-errors';
import { migrations } from '../migrations';

/** The list of applied migrations is not there, or not open to the service's roles yet: both came with migrations. */
const LIST_NOT_THERE = new Set(['42P01', '42501']);

/** $1 names. */
const MISSING = `
  SELECT wanted.name FROM unnest($1::text[]) AS wanted (name)
  WHERE NOT EXISTS (SELECT FROM migrations WHERE migrations.name = wanted.name)`;

/**
 * Which migrations this code was written for and the database has not had; a newer database has them all. Where the database does not tell,
 * it is older than the migration that lets it.
 */
export async function missingMigrations(dataSource: DataSource): Promise<readonly string[]> {
  const names = migrations.map(({ name }) => name);
  try {
    const rows = await dataSource.query<{ name: string }[]>(MISSING, [names]);
    return rows.map(({ name }) => name);
  } catch (error) {
    if (LIST_NOT_THERE.has(sqlState(error))) return names.slice(-1);
    throw error;
  }
}
