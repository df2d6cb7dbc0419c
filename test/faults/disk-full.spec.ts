import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { clients } from '../support/clients';
import { CAUSED_BY_FULL_DISK } from './oracle/tolerated-log-lines';
import { Oracle } from './oracle/oracle';
import { Rig } from './rig/rig';
import { FaultTally } from './table/fault-tally';
import { SEED, times } from './table/run-options';

const TIMES = times({ full: 5, short: 1 });
const DISK_MIB = 600;
const ITEMS = 2_000;
const FULL_WITHIN_MS = 20_000;
const REFUSED_TIMES = 3;

/** Only root may mount a small disk. */
const isRoot = process.getuid?.() === 0;
if (!isRoot) process.stderr.write('disk-full.spec.ts is skipped: mounting a small disk takes root\n');

(isRoot ? describe : describe.skip)('a disk of PostgreSQL that is full', () => {
  const disk = fs.mkdtempSync(path.join(os.tmpdir(), 'small-disk-'));
  const ballast = path.join(disk, 'ballast');
  let rig: Rig;
  let oracle: Oracle;

  beforeAll(async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m,mode=711`, 'small-disk', disk]);
    // What is written goes to new space, not to that of WAL that is used again.
    rig = await Rig.start({
      postgresIn: disk,
      postgresSettings: { min_wal_size: '32MB', max_wal_size: '64MB', wal_recycle: 'off' },
    });
    oracle = await Oracle.watch(rig.service);
  }, 120_000);
  afterAll(async () => {
    await rig.stop();
    execFileSync('umount', [disk]);
    fs.rmdirSync(disk);
  });

  /** Leaves no room at all. */
  function fill(): void {
    const { bavail, bsize } = fs.statfsSync(disk);
    const file = fs.openSync(ballast, 'w');
    const zeros = Buffer.alloc(bsize);
    for (let n = 0; n < bavail; n++) {
      try {
        fs.writeSync(file, zeros);
      } catch {
        break; // PostgreSQL took some of it meanwhile
      }
    }
    fs.closeSync(file);
  }

  it('is answered with 503 and no false 202, and forgotten once there is room', async () => {
    const tally = new FaultTally('13 disk full', SEED);
    const [partner] = rig.partners;
    for (let round = 0; round < TIMES; round++) {
      fill();
      const refused: number[] = [];
      let items = 0;
      // What fits into pages and WAL that are there already is still accepted, and kept.
      const isFull = await waitUntil(
        async () => {
          const batch = clients(`full ${round} ${items}`, ITEMS);
          const entry = oracle.ledger.note(partner, 'clients', () => batch);
          const status = await oracle.ledger.sendOnce(entry);
          items += ITEMS;
          if (status !== 202) refused.push(status);
          return refused.length >= REFUSED_TIMES;
        },
        { withinMs: FULL_WITHIN_MS, everyMs: 50 },
      );
      expect(isFull).toBe(true);
      expect(new Set(refused)).toEqual(new Set([503]));
      fs.rmSync(ballast);
      const freedMs = performance.now();
      // Without room for WAL PostgreSQL ends itself; who runs it starts it again.
      await rig.ensurePostgres();
      for (const entry of oracle.ledger.entries) {
        if (entry.statusCheckId === undefined) await oracle.ledger.sendUntilTold(entry);
      }
      await oracle.mustSettle();
      tally.recovered(performance.now() - freedMs);
      tally.count(isFull, items);
    }
    const verdict = await oracle.judge({ tolerated: CAUSED_BY_FULL_DISK });
    expect(verdict.violations).toEqual([]);
    tally.write(verdict);
  }, 300_000);
});
