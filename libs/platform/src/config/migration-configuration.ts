import { OwnerConfiguration } from './owner-configuration';
import { ServerUrl } from './variables';

const POSTGRES = ['postgres', 'postgresql'];

/** What migrating needs: the schema's owner, and the URLs of the login roles, whose passwords it sets. */
export class MigrationConfiguration extends OwnerConfiguration {
  @ServerUrl('PARTNER_PATH_DATABASE_URL', POSTGRES) partnerPathDatabaseUrl!: string;
  @ServerUrl('RELEASE_DATABASE_URL', POSTGRES) releaseDatabaseUrl!: string;
  @ServerUrl('AUTH_DATABASE_URL', POSTGRES) authDatabaseUrl!: string;
}
