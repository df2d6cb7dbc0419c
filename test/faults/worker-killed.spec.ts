import { clients } from '../support/clients';
import { Oracle } from './oracle/oracle';
import { Rig } from './rig/rig';
import { type WirePoint } from './rig/wire/wire-stop';
import { FaultTally } from './table/fault-record';
import { SEED, times } from './table/run-options';

const TIMES = times({ full: 20, short: 3 });
/** One batch that is written row by row in JSON, and one that is written with COPY. */
const ITEMS = [50, 1_500];

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
      const [partner] = rig.partners;
      for (let round = 0; round < TIMES; round++) {
        const stop = rig.stopAt({ link: 'worker', server: 'postgres', command, phase });
        const items = clients(`${where} ${round}`, ITEMS[round % 2] ?? 0);
        await oracle.ledger.send(partner, 'clients', () => items);
        const { process } = rig.at((await stop.hit()).process);
        await process.kill();
        const killedMs = performance.now();
        tally.count(stop.isHit, items.length);
        expect(await oracle.settled()).not.toBeNull();
        tally.recovered(performance.now() - killedMs);
        await process.start();
      }
      const verdict = await oracle.judge();
      expect(verdict.violations).toEqual([]);
      tally.write(verdict);
    },
    240_000,
  );
});
