import { OwnerConfiguration } from './owner-configuration';
import { ServerUrl } from './variables';

const POSTGRES = ['postgres', 'postgresql'];
const PASSWORD_IS_SET = 'As above; the migration gives the role the password of this URL.';

/** What migrating needs: the schema's owner, and the URLs of the login roles, whose passwords it sets. */
export class MigrationConfiguration extends OwnerConfiguration {
  @ServerUrl('PARTNER_PATH_DATABASE_URL', PASSWORD_IS_SET, POSTGRES) partnerPathDatabaseUrl!: string;
  @ServerUrl('RELEASE_DATABASE_URL', PASSWORD_IS_SET, POSTGRES) releaseDatabaseUrl!: string;
  @ServerUrl('AUTH_DATABASE_URL', PASSWORD_IS_SET, POSTGRES) authDatabaseUrl!: string;
  @ServerUrl('DASHBOARD_DATABASE_URL', PASSWORD_IS_SET, POSTGRES) dashboardDatabaseUrl!: string;
  @ServerUrl('OPERATOR_DATABASE_URL', PASSWORD_IS_SET, POSTGRES) operatorDatabaseUrl!: string;
}
