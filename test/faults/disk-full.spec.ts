import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { clients } from '../support/clients';
import { CAUSED_BY_FULL_DISK } from './oracle/tolerated-log-lines';
import { Oracle } from './oracle/oracle';
import { Rig } from './rig/rig';
import { SmallDisk } from './rig/small-disk';
import { FaultTally } from './table/fault-tally';
import { SEED, times } from './table/run-options';

const TIMES = times({ full: 5, short: 1 });
const DISK_MIB = 600;
const ITEMS = 2_000;
const FULL_WITHIN_MS = 20_000;
const REFUSED_TIMES = 3;

const canMount = SmallDisk.canBeMounted();
if (!canMount)
  process.stderr.write('disk-full.spec.ts is skipped: this process may not mount a small disk\n');

(canMount ? describe : describe.skip)('a disk of PostgreSQL that is full', () => {
  let disk: SmallDisk;
  let rig: Rig;
  let oracle: Oracle;

  beforeAll(() => {
    disk = SmallDisk.mount(DISK_MIB);
  });
  beforeAll(async () => {
    // What is written goes to new space, not to that of WAL that is used again.
    rig = await Rig.start({
      postgresIn: disk.folder,
      postgresSettings: { min_wal_size: '32MB', max_wal_size: '64MB', wal_recycle: 'off' },
    });
    oracle = await Oracle.watch(rig.service);
  }, 120_000);
  afterAll(async () => {
    try {
      await rig.stop();
    } finally {
      disk.unmount(); // also when the rig did not start
    }
  });

  it('is answered with 503 and no false 202, and forgotten once there is room', async () => {
    const tally = new FaultTally('13 disk full', SEED);
    const [partner] = rig.partners;
    for (let round = 0; round < TIMES; round++) {
      disk.fill();
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
      disk.free();
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
