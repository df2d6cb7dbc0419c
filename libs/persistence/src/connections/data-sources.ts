import { type ClientBase } from 'pg';
import { type DataSourceOptions } from 'typeorm';
import { entities } from '../entities';
import { migrations } from '../migrations';
import { tlsOfUrl } from './tls-of-url';

/** Names of the data sources, one for each database role that the apps log in with. */
export const PARTNER_PATH = 'partner-path';
/** The same role again, on connections that only the synchronous route uses. */
export const SYNC_PATH = 'sync-path';
export const RELEASE = 'release';
export const AUTH = 'auth';
export const DASHBOARD = 'dashboard';
export const OPERATOR = 'operator';

/** A connection is given up for when the server has not answered by then: a request is better refused than left hanging. */
const CONNECT_TIMEOUT_MS = 5_000;
/**
 * Longer than the roles' statement_timeout (20 s), so that it fires only where the server goes silent in the middle of a transaction; one
 * that is silent from the start is found out by BEGIN.
 */
const ANSWER_TIMEOUT_MS = 25_000;
/** For the role whose statements are look-ups by key: every request waits for one first. */
const LOOK_UP_TIMEOUT_MS = 5_000;

/**
 * TypeORM's options for one role's pool of `poolSize` connections. The schema belongs to migrations alone.
 * @param namesStatements whether a connection prepares each statement once, under its name; see `Transaction`
 */
export function dataSourceOptions(
  role: string,
  url: string,
  poolSize: number,
  namesStatements = true,
): DataSourceOptions {
  return {
    type: 'postgres',
    ...tlsOfUrl(url),
    poolSize,
    applicationName: role,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    synchronize: false,
    installExtensions: false,
    entities,
    extra: {
      namesStatements,
      pipeline: true,
      keepAlive: true,
      query_timeout: role === AUTH ? LOOK_UP_TIMEOUT_MS : ANSWER_TIMEOUT_MS,
    },
  };
}

/**
 * What the owner's transactions lock, everybody may wait for: of a process that has gone without a word, a laptop that sleeps for example, the
 * server notices within a minute. The application's roles have such limits of their own.
 */
const OWNERS_LIMITS = `
  SET idle_in_transaction_session_timeout = '60s'; SET client_connection_check_interval = '10s';
  SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3`;

/** TypeORM's options for the schema's owner, who migrates and registers partners: no answer timeout, since a migration may take its time. */
export function ownerDataSourceOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    ...tlsOfUrl(url),
    poolSize: 2,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    synchronize: false,
    installExtensions: false,
    entities,
    migrations,
    // TypeORM sends some of its own statements without waiting for one another.
    extra: { pipeline: true, onConnect: (client: ClientBase) => client.query(OWNERS_LIMITS) },
  };
}
