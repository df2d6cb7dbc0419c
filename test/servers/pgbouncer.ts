import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { endOfLog, startChild } from '../../scripts/embedded/child-process.mjs';
import { projectFolder } from '../../scripts/embedded/folders.mjs';
import { freePort, isPortFree } from '../../scripts/embedded/free-port.mjs';
import { pgbouncerProgram } from '../../scripts/embedded/pgbouncer-program.mjs';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { type SharedServers } from '../support/shared-servers';

const SHIPPED = path.join(projectFolder, 'deploy/pgbouncer/pgbouncer.ini');
const STARTS_WITHIN_MS = 10_000;
/** PgBouncer will not run as root, and any other user may do. */
const UNPRIVILEGED = 'nobody';

/** The roles of the service that log in, and the names of their passwords. */
const PASSWORDS: Readonly<Record<string, string>> = {
  partner_path: 'partnerPathPassword',
  release: 'releasePassword',
  auth: 'authPassword',
  dashboard: 'dashboardRolePassword',
  operator: 'operatorRolePassword',
};

/** A pooler in front of a PostgreSQL. */
export interface PgBouncer {
  /** Whether it keeps prepared statements for its clients. */
  readonly knowsStatements: boolean;
  readonly version: string;
  /** The URL of the same database, by way of the pooler. */
  reach(url: string): string;
  stop(): Promise<void>;
}

/** Why there is no PgBouncer here. */
export class NoPgBouncer extends Error {}

/**
 * Starts PgBouncer with the configuration that is shipped.
 * @param connections how many it has to PostgreSQL, for each role
 * @throws NoPgBouncer where there is none, and none can be fetched
 */
export async function startPgBouncer(
  folder: string,
  servers: SharedServers,
  connections: number,
): Promise<PgBouncer> {
  const { program, env } = await pgbouncerProgram((text) => process.stderr.write(`${text}\n`)).catch(
    (error: unknown) => {
      throw new NoPgBouncer(error instanceof Error ? error.message : String(error));
    },
  );
  const ownEnv = { ...process.env, ...env };
  const version =
    execFileSync(program, ['--version'], { env: ownEnv, encoding: 'utf8' }).split('\n')[0] ?? '';
  const [, major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(version) ?? []).map(Number);
  const knowsStatements = major > 1 || minor >= 21;
  const port = await freePort();
  const userlist = path.join(folder, 'userlist.txt');
  fs.writeFileSync(
    userlist,
    Object.entries(PASSWORDS)
      .map(([role, password]) => `"${role}" "${servers.secrets[password] ?? ''}"\n`)
      .join(''),
  );
  const file = path.join(folder, 'pgbouncer.ini');
  const database = `* = host=127.0.0.1 port=${new URL(servers.databaseUrl).port}`;
  const shipped = fs.readFileSync(SHIPPED, 'utf8').replace(/^partner_clients = .*$/m, database);
  fs.writeFileSync(
    file,
    withSettings(shipped, {
      listen_port: `${port}`,
      auth_file: userlist,
      default_pool_size: `${connections}`,
      ...(knowsStatements && { ';max_prepared_statements': '200' }),
    }).replace('[pgbouncer]', '[pgbouncer]\nunix_socket_dir ='),
  );
  const log = path.join(folder, 'pgbouncer.log');
  const user = process.getuid?.() === 0 ? ['-u', UNPRIVILEGED] : [];
  const child = await startChild({
    ...{ name: 'pgbouncer', command: program, args: [...user, file], log, cwd: '/', env: ownEnv },
    stopSignal: 'INT',
  });
  const listens = async (): Promise<boolean> => !child.isRunning() || !(await isPortFree(port));
  if (!(await waitUntil(listens, { withinMs: STARTS_WITHIN_MS })) || !child.isRunning())
    throw new Error(`PgBouncer did not start:\n${endOfLog(log)}`);
  const reach = (url: string): string => {
    const way = new URL(url);
    way.port = `${port}`;
    return way.href;
  };
  return { knowsStatements, version, reach, stop: () => child.stop() };
}

/** A configuration with other values for some of its settings; a semicolon before a name takes the setting in. */
function withSettings(text: string, settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings).reduce((whole, [name, value]) => {
    const line = new RegExp(`^${name} = .*$`, 'm');
    if (!line.test(whole)) throw new Error(`the shipped configuration has no ${name}`);
    return whole.replace(line, `${name.replace(';', '')} = ${value}`);
  }, text);
}
