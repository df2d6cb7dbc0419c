import { ConfigurationRefused } from '@app/platform';

/**
 * As `server_version_num` has it. Since 17 an index is searched for all values of an array in one walk, and PostgreSQL plans nothing else:
 * earlier ones may read all of a partner's records to look up a few (docs/decisions/0004).
 */
const LEAST_VERSION = 170_000;

/**
 * @param version `server_version_num`, such as 180001
 * @throws ConfigurationRefused for a server that is too old
 */
export function requireServerVersion(version: number): void {
  if (version >= LEAST_VERSION) return;
  const [least, found] = [LEAST_VERSION, version].map((number) => Math.floor(number / 10_000));
  throw new ConfigurationRefused([
    `DATABASE_URL must lead to PostgreSQL ${least} or newer, and this is ${found}`,
  ]);
}
