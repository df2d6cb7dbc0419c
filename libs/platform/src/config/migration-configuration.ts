import { PostgresUrl } from './postgres-url';
import { OwnerConfiguration } from './owner-configuration';

const PASSWORD_IS_SET = 'As above; the migration gives the role the password of this URL.';

/** What migrating needs: the schema's owner, and the URLs of the login roles, whose passwords it sets. */
export class MigrationConfiguration extends OwnerConfiguration {
  @PostgresUrl('PARTNER_PATH_DATABASE_URL', PASSWORD_IS_SET) partnerPathDatabaseUrl!: string;
  @PostgresUrl('RELEASE_DATABASE_URL', PASSWORD_IS_SET) releaseDatabaseUrl!: string;
  @PostgresUrl('AUTH_DATABASE_URL', PASSWORD_IS_SET) authDatabaseUrl!: string;
  @PostgresUrl('DASHBOARD_DATABASE_URL', PASSWORD_IS_SET) dashboardDatabaseUrl!: string;
  @PostgresUrl('OPERATOR_DATABASE_URL', PASSWORD_IS_SET) operatorDatabaseUrl!: string;
}
