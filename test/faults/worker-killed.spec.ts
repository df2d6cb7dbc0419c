import { clients } from '../support/clients';
import { Oracle } from './oracle/oracle';
import { killAt } from './rig/kill-at';
import { Rig } from './rig/rig';
import { PRODUCTION_TIMINGS } from './rig/timings';
import { type WirePoint } from './rig/wire/wire-stop';
import { FaultTally } from './table/fault-tally';
import { SEED, times } from './table/run-options';

const TIMES = times({ full: 20, short: 2 });
const PRODUCTION_TIMES = times({ full: 3, short: 1 });
/** One batch that is written row by row in JSON, and one that is written with COPY. */
const ITEMS = [50, 1_500];
/** What the service promises for the recovery of a killed worker, as operators get it. */
const RECOVERED_WITHIN_MS = 30_000;

type Place = [where: string, command: string, phase: WirePoint['phase']];
const PLACES: Place[] = [
  ['before its transaction', 'claim_shard', 'before'],
  ['inside its transaction', 'finish_shard', 'before'],
  ['after its commit', 'COMMIT after finish_shard', 'after'],
];

describe('a worker that is killed', () => {
  let rig: Rig;
  let oracle: Oracle;
  beforeAll(async () => {
    rig = await Rig.start();
    oracle = await Oracle.watch(rig.service);
  });
  afterAll(() => rig.stop());

  it.each(PLACES)(
    '%s leaves its shard to be decided once',
    async (where, command, phase) => {
      const tally = new FaultTally(`1 worker killed ${where}`, SEED);
      for (let round = 0; round < TIMES; round++) {
        const items = clients(`${where} ${round}`, ITEMS[round % 2] ?? 0);
        const isHit = await killAt(
          { rig, oracle, tally },
          { link: 'worker', server: 'postgres', command, phase },
          { items: items.length, send: () => oracle.ledger.send(rig.partners[0], 'clients', () => items) },
        );
        expect(isHit).toBe(true);
      }
      const verdict = await oracle.judge();
      expect(verdict.violations).toEqual([]);
      tally.write(verdict);
    },
    600_000,
  );
});

describe('with production timings a worker that is killed inside its transaction', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await Rig.start({ env: PRODUCTION_TIMINGS });
  });
  afterAll(() => rig.stop());

  it('and never comes back is replaced in time by the other one', async () => {
    const oracle = await Oracle.watch(rig.service);
    const tally = new FaultTally('1 worker killed, production timings', SEED);
    for (let round = 0; round < PRODUCTION_TIMES; round++) {
      const items = clients(`production ${round}`, 1_500);
      const stop = rig.stopAt({
        link: 'worker',
        server: 'postgres',
        command: 'finish_shard',
        phase: 'before',
      });
      await oracle.ledger.send(rig.partners[0], 'clients', () => items);
      const { process } = rig.at((await stop.hit()).process);
      await process.kill();
      tally.recovered(await oracle.mustSettle(RECOVERED_WITHIN_MS));
      tally.count(stop.isHit, items.length);
      await process.start();
    }
    const verdict = await oracle.judge();
    expect(verdict.violations).toEqual([]);
    tally.write(verdict);
  }, 240_000);
});
