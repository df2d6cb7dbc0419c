import { TrustedProxies } from './network-variables';
import { PostgresUrl } from './postgres-url';
import { PORT, ProcessConfiguration } from './process-configuration';
import { KeyBytes, OneOf, Text, WholeNumber } from './variables';

/** What an operator can set for the dashboard. It is given no credentials of the partner path, and no key of access tokens. */
export class DashboardConfiguration extends ProcessConfiguration {
  @Text('DASHBOARD_HOST', 'Address that the dashboard listens on: one of the internal network.')
  dashboardHost = '127.0.0.1';
  @WholeNumber('DASHBOARD_PORT', 'Port of the dashboard; 0 takes any free one.', PORT) dashboardPort = 3002;
  @TrustedProxies() trustedProxies: readonly string[] = [];

  @PostgresUrl('DASHBOARD_DATABASE_URL', 'PostgreSQL as the role that reads everything but credentials.')
  dashboardDatabaseUrl!: string;
  @PostgresUrl(
    'OPERATOR_DATABASE_URL',
    'PostgreSQL as the role that does what operators do on the dashboard.',
  )
  operatorDatabaseUrl!: string;

  @Text(
    'DASHBOARD_USERS',
    'Who may log in: entries as `node scripts/dashboard-user.mjs` prints them, separated by white space; or file: and the path of a file of such entries, which is read again when it changes.',
  )
  dashboardUsers!: string;
  @KeyBytes(
    'DASHBOARD_SESSION_KEY',
    'Key that sessions of the dashboard are signed with (HS256). A new one logs everybody out.',
    32,
  )
  dashboardSessionKey!: Uint8Array;
  @OneOf(
    'DASHBOARD_SECURE_COOKIE',
    'Whether browsers send the session over TLS only: yes wherever the dashboard is reached by https.',
    ['yes', 'no'],
  )
  dashboardSecureCookie: 'yes' | 'no' = 'no';
}
