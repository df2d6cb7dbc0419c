import { readInto } from './read-configuration';
import { ServerUrl } from './variables';
import { isGiven } from './variables-from-files';

/** What a command of an operator needs. */
export class OwnerConfiguration {
  @ServerUrl('DATABASE_URL', "PostgreSQL as the schema's owner, a role that may create roles.", [
    'postgres',
    'postgresql',
  ])
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
