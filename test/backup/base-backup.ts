import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { type Child } from '../../scripts/embedded/child-process.mjs';
import { makePrivateFolder, ownerOfFiles } from '../../scripts/embedded/owner-of-files.mjs';
import { clusterFiles } from '../../scripts/embedded/postgres-cluster.mjs';
import { startPostgres } from '../../scripts/embedded/postgres.mjs';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { connected, rowsOf } from '../support/sql';

/** What belongs to the server's run and not to its data (PostgreSQL's documentation, "Making a Base Backup Using the Low Level API"). */
const LEFT_OUT = ['postmaster.pid', 'postmaster.opts'];

/** A server's base backup and archive of WAL, as docs/backup.md has them made, on files of a test's own. */
export class BackedUp {
  private readonly archive: string;
  private readonly base: string;
  private readonly owner = ownerOfFiles();

  /**
   * @param folder for archive and backup
   * @param clusterFolder of the server, which was started with archive_mode on
   */
  constructor(
    private readonly superuserUrl: string,
    folder: string,
    private readonly clusterFolder: string,
  ) {
    this.archive = path.join(folder, 'archive');
    this.base = path.join(folder, 'restored');
  }

  /** Has the server archive each segment of WAL; a segment that is there already is an error, as it must be. */
  async archiveWal(): Promise<void> {
    makePrivateFolder(this.archive, this.owner);
    const command = `test ! -f ${this.archive}/%f && cp %p ${this.archive}/%f`;
    await rowsOf(this.superuserUrl, `ALTER SYSTEM SET archive_command = '${command}'`);
    await rowsOf(this.superuserUrl, 'SELECT pg_reload_conf()');
  }

  /** Copies the files of the running server, between the start and the stop of a backup. */
  async takeBase(): Promise<void> {
    makePrivateFolder(this.base, this.owner);
    const [from, to] = [clusterFiles(this.clusterFolder), clusterFiles(this.base)];
    await connected(this.superuserUrl, async (client) => {
      await client.query(`SELECT pg_backup_start('rehearsal', fast => true)`);
      // A file that goes away meanwhile is no fault, though cp says so: WAL makes up for it.
      spawnSync('cp', ['-a', from.pgdata, to.pgdata]);
      const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop()');
      this.write('backup_label', rows[0]?.labelfile ?? '');
    });
    for (const name of LEFT_OUT) fs.rmSync(path.join(to.pgdata, name), { force: true });
    for (const name of fs.readdirSync(path.join(to.pgdata, 'pg_wal')))
      if (/^[0-9A-F]{24}/.test(name)) fs.rmSync(path.join(to.pgdata, 'pg_wal', name));
    fs.copyFileSync(from.passwordFile, to.passwordFile);
  }

  /** Resolves when all WAL so far is in the archive. */
  async allArchived(): Promise<void> {
    const [row] = await rowsOf<{ segment: string }>(
      this.superuserUrl,
      'SELECT pg_walfile_name(pg_switch_wal()) AS segment',
    );
    const segment = path.join(this.archive, row?.segment ?? '');
    if (!(await waitUntil(() => fs.existsSync(segment), { withinMs: 30_000 })))
      throw new Error(`${segment} was not archived`);
  }

  /** Starts a server on the backup, which takes WAL from the archive up to a moment and then goes on by itself. */
  restore(port: number, moment: string, log: string): Promise<Child> {
    this.write('recovery.signal', '');
    const settings = {
      restore_command: `cp ${this.archive}/%f "%p"`,
      recovery_target_time: moment,
      recovery_target_action: 'promote',
    };
    return startPostgres({ folder: this.base, port, log, settings });
  }

  private write(name: string, text: string): void {
    const file = path.join(clusterFiles(this.base).pgdata, name);
    fs.writeFileSync(file, text, { mode: 0o600 });
    if ('uid' in this.owner) fs.chownSync(file, this.owner.uid, this.owner.gid);
  }
}
