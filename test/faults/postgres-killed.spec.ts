import { setTimeout as pause } from 'node:timers/promises';
import { CAUSED_BY_RESTARTS } from './oracle/tolerated-log-lines';
import { clients } from '../support/clients';
import { Oracle } from './oracle/oracle';
import { databaseTime, decidedSince } from './oracle/progress';
import { Rig } from './rig/rig';
import { FaultTally } from './table/fault-tally';
import { SEED, times } from './table/run-options';

const RESTARTS = times({ full: 20, short: 2 });
const AT_COMMITS = times({ full: 20, short: 1 });
const EVERY_MS = times({ full: 5_000, short: 2_000 });
/** The service's promise: what was accepted is decided so long after a fault is over. */
const DECIDED_WITHIN_MS = 30_000;
const LANES = 6;
const SIZES = [1, 30, 700];
/** Less than the workers decide: what piles up by itself would count as recovery. */
const LANE_PAUSE_MS = 100;

describe('a PostgreSQL that is', () => {
  let rig: Rig;
  let oracle: Oracle;
  beforeAll(async () => {
    rig = await Rig.start({ apis: 2 });
    oracle = await Oracle.watch(rig.service);
  });
  afterAll(() => rig.stop());

  /** Attempts of clients that were answered otherwise than with 202, or not at all. */
  const refusals = (): number =>
    oracle.ledger.entries.reduce((sum, { answers }) => sum + answers.filter((a) => a !== 202).length, 0);

  it('ended at once again and again under load loses nothing that was accepted', async () => {
    const tally = new FaultTally('5 PostgreSQL restarted in immediate mode under load', SEED);
    let isOver = false;
    let items = 0;
    const partners = rig.apis.flatMap((api) => rig.partnersAt(api));
    await Promise.all(partners.map((partner) => partner.token()));
    const lanes = Array.from({ length: LANES }, async (_, lane) => {
      for (let n = 0; !isOver; n++) {
        const partner = partners[(lane + n) % partners.length];
        if (partner === undefined) throw new Error('no partner');
        const batch = clients(`lane ${lane} ${n}`, SIZES[n % SIZES.length] ?? 1);
        await oracle.ledger.send(partner, 'clients', () => batch);
        items += batch.length;
        await pause(LANE_PAUSE_MS);
      }
    });
    for (let restart = 0; restart < RESTARTS; restart++) {
      const before = items;
      await pause(EVERY_MS);
      const refusedBefore = refusals();
      await rig.killPostgres('SIGQUIT');
      await rig.startPostgres();
      const startedMs = performance.now();
      // What was accepted until now is decided while more is sent, and the next restart comes.
      const decided = await decidedSince(rig.service, await databaseTime(rig.service), DECIDED_WITHIN_MS);
      expect(decided).not.toBeNull();
      tally.recovered(performance.now() - startedMs);
      tally.count(refusals() > refusedBefore, items - before);
    }
    isOver = true;
    await Promise.all(lanes);
    await oracle.mustSettle();
    const statuses = new Set(oracle.ledger.entries.flatMap(({ answers }) => answers));
    expect(statuses).toContain(503);
    const verdict = await oracle.judge({ tolerated: CAUSED_BY_RESTARTS });
    expect(verdict.violations).toEqual([]);
    tally.write(verdict);
  }, 600_000);

  it('killed between the COMMIT of a batch and its answer has the batch, once', async () => {
    const tally = new FaultTally('5 PostgreSQL killed between COMMIT and its answer', SEED);
    for (let round = 0; round < AT_COMMITS; round++) {
      const stop = rig.stopAt({
        link: 'api',
        server: 'postgres',
        command: 'COMMIT after insert_batch',
        phase: 'after',
      });
      const batch = clients(`at commit ${round}`, 50);
      const told = oracle.ledger.send(rig.partners[0], 'clients', () => batch);
      told.catch(() => undefined); // awaited below
      const { drop } = await stop.hit();
      await rig.killPostgres('SIGKILL');
      drop();
      await rig.startPostgres();
      await told;
      tally.recovered(await oracle.mustSettle());
      tally.count(stop.isHit, batch.length);
    }
    const verdict = await oracle.judge({ tolerated: CAUSED_BY_RESTARTS });
    expect(verdict.violations).toEqual([]);
    tally.write(verdict);
  }, 600_000);
});
