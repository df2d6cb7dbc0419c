import { isDatabaseAway, sqlState } from '../connections/database-errors';

/**
 * What keeps an operator's command from its database, and can be mended outside of it:
 * - `database_away`: it cannot be reached, or does not answer in time
 * - `login_refused`: wrong user, password or database
 * - `schema_not_migrated`: a table or column is missing
 * - `not_the_owner`: the login may not do this
 */
export type OwnersObstacle = 'database_away' | 'login_refused' | 'schema_not_migrated' | 'not_the_owner';

/** 28 invalid authorization, 3D000 no such database; 42P01 and 42703 no such table and column; 42501 no privilege. */
const OBSTACLES: readonly (readonly [RegExp, OwnersObstacle])[] = [
  [/^(28...|3D000)$/, 'login_refused'],
  [/^(42P01|42703)$/, 'schema_not_migrated'],
  [/^42501$/, 'not_the_owner'],
];

/** The obstacle that an error of `asOwner` tells of, or null for any other error. */
export function ownersObstacle(error: unknown): OwnersObstacle | null {
  if (isDatabaseAway(error)) return 'database_away';
  const state = sqlState(error);
  return OBSTACLES.find(([states]) => states.test(state))?.[1] ?? null;
}
