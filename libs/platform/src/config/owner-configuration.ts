import { readInto } from './read-configuration';
import { ServerUrl } from './variables';

/** What a command of an operator needs. */
export class OwnerConfiguration {
  /** As the schema's owner, who is behind every role of the service. */
  @ServerUrl('DATABASE_URL', ['postgres', 'postgresql']) databaseUrl!: string;
}

/**
 * Reads the environment for a command, which words its refusals itself.
 * @throws ConfigurationRefused
 */
export function readOwnerConfiguration(): OwnerConfiguration {
  return readInto(OwnerConfiguration, process.env);
}
