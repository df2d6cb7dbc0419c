import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../libs/persistence/src/connections/data-sources';
import { orRefused } from '../../libs/persistence/src/connections/refused-connections';
import { startThrowAwayServers, type ThrowAwayControls } from '../../scripts/embedded/throw-away.mjs';
import { clusterFiles } from '../../scripts/embedded/postgres-cluster.mjs';
import { ownerOfFiles } from '../../scripts/embedded/owner-of-files.mjs';
import { TestAuthority } from '../support/certificates';
import { claimOf, clientWith } from '../support/claims';
import { clients } from '../support/clients';
import { prepareServers } from '../support/prepared-servers';
import { Service } from '../support/service';
import { connected, rowsOf } from '../support/sql';

const ROLES = ['partner_path', 'release', 'auth', 'dashboard', 'operator'];

describe('with a PostgreSQL that lets its roles in over TLS alone, the service', () => {
  let folder: string;
  let authority: TestAuthority;
  let own: ThrowAwayControls & Awaited<ReturnType<typeof startThrowAwayServers>>;
  let service: Service;

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'postgres-tls-'));
    fs.chmodSync(folder, 0o755);
    authority = new TestAuthority('authority', folder);
    const { certificate, key } = authority.issue('127.0.0.1');
    const { uid, gid } = ownerOfFiles() as { uid?: number; gid?: number };
    if (uid !== undefined && gid !== undefined) fs.chownSync(key, uid, gid);
    const settings = { ssl: 'on', ssl_cert_file: certificate, ssl_key_file: key };
    own = await startThrowAwayServers(() => undefined, settings);
    const servers = { ...own, ...(await prepareServers(own)) };
    await demandTls();
    service = await Service.start({ servers, through: { postgres: { reach: (url) => `${url}?${full()}` } } });
  });
  afterAll(async () => {
    await service.stop();
    await own.stop();
    fs.rmSync(folder, { recursive: true });
  });

  /** From now on PostgreSQL lets the roles of the service in over TLS alone; the test's own go on as they are. */
  async function demandTls(): Promise<void> {
    const file = path.join(clusterFiles(path.join(own.folder, 'postgres')).pgdata, 'pg_hba.conf');
    const before = fs.readFileSync(file, 'utf8');
    const lines = [
      `hostssl all ${ROLES.join(',')} all scram-sha-256`,
      `host all ${ROLES.join(',')} all reject`,
    ];
    fs.writeFileSync(file, `${lines.join('\n')}\n${before}`);
    await connected(own.superuserUrl, (superuser) => superuser.query('SELECT pg_reload_conf()'));
  }
  const full = (): string => `sslmode=verify-full&sslrootcert=${authority.file}`;
  /** Connects as a role pool does at the start of a process, with this behind its URL. */
  const connect = (parameters: string, host = '127.0.0.1'): Promise<DataSource> => {
    const url = service.urlAs('auth', 'authPassword').replace('127.0.0.1', host);
    const options = dataSourceOptions('auth', `${url}${parameters}`, 1);
    return orRefused('AUTH_DATABASE_URL', () => new DataSource(options).initialize());
  };

  it('decides batches of all kinds, and each of its connections is encrypted', async () => {
    const [partner] = service.partners;
    expect((await partner.decideClients(clients('small', 3))).counts.Completed).toBe(3);
    expect((await partner.decideClients(clients('bulk', 1200))).counts.Completed).toBe(1200);
    expect((await partner.decideClaims([claimOf('small-0', 'claim')])).counts.Completed).toBe(1);
    expect((await partner.decideAtOnce([clientWith('at-once', ['c'])])).counts.Completed).toBe(1);
    const connections = await rowsOf<{ usename: string; ssl: boolean }>(
      service.superuserUrl,
      `SELECT DISTINCT usename, ssl FROM pg_stat_activity JOIN pg_stat_ssl USING (pid) WHERE usename = ANY ($1) ORDER BY 1`,
      [ROLES],
    );
    expect(connections).toEqual(
      ['auth', 'partner_path', 'release'].map((usename) => ({ usename, ssl: true })),
    );
  });

  it('does not start in plain text, and says so', async () => {
    await expect(connect('')).rejects.toThrow(
      'AUTH_DATABASE_URL must ask for TLS, with sslmode=verify-full, since the server does not let this role in without it',
    );
  });

  it('does not start with another authority, and says so', async () => {
    const other = new TestAuthority('other', folder).file;
    await expect(connect(`?sslmode=verify-ca&sslrootcert=${other}`)).rejects.toThrow(
      /^AUTH_DATABASE_URL leads to a server whose certificate is not of an authority in sslrootcert, or is for another name \(.+\)$/,
    );
  });

  it('compares the name of the server where it is told to', async () => {
    await expect(connect(`?${full()}`, 'localhost')).rejects.toThrow(/altnames: Host: localhost\. is not/);
    const byAuthority = await connect(`?sslmode=verify-ca&sslrootcert=${authority.file}`, 'localhost');
    await byAuthority.destroy();
  });
});
