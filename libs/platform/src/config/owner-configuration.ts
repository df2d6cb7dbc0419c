import { PostgresUrl } from './postgres-url';
import { readInto } from './read-configuration';
import { isGiven } from './variables-from-files';

/** What a command of an operator needs. */
export class OwnerConfiguration {
  @PostgresUrl('DATABASE_URL', "PostgreSQL as the schema's owner, a role that may create roles.")
  databaseUrl!: string;
}

/**
 * Reads the environment for a command, which words its refusals itself.
 * @throws ConfigurationRefused
 */
export function readOwnerConfiguration(): OwnerConfiguration {
  return readInto(OwnerConfiguration, process.env);
}

/** Whether a command was told any database, be it a wrong one. */
export function isDatabaseNamed(): boolean {
  return isGiven('DATABASE_URL', process.env);
}
