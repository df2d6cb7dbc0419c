import { type DataSource } from 'typeorm';
import { migrations } from '../migrations';

/** Whether the list of applied migrations is there and open to this role: both came with migrations. */
const IS_TOLD = `SELECT coalesce(has_column_privilege(to_regclass('migrations'), 'name', 'SELECT'), false) AS told`;

/** $1 names. */
const MISSING = `
  SELECT wanted.name FROM unnest($1::text[]) AS wanted (name)
  WHERE NOT EXISTS (SELECT FROM migrations WHERE migrations.name = wanted.name)`;

/**
 * Which migrations this code was written for and the database has not had; a newer database has them all. One that does not tell is older
 * than the migration that lets it. Asked without an error: it may be asked each second for long.
 */
export async function missingMigrations(dataSource: DataSource): Promise<readonly string[]> {
  const names = migrations.map(({ name }) => name);
  const [first] = await dataSource.query<{ told: boolean }[]>(IS_TOLD);
  if (first?.told !== true) return names.slice(-1);
  const rows = await dataSource.query<{ name: string }[]>(MISSING, [names]);
  return rows.map(({ name }) => name);
}
