import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { clients } from '../support/clients';
import { Oracle } from './oracle/oracle';
import { deliverAgain } from './rig/deliver-again';
import { Rig } from './rig/rig';
import { FaultTally } from './table/fault-tally';
import { SEED, times } from './table/run-options';

const ROUNDS = times({ full: 20, short: 2 });
const DELIVERIES = 50;
/** Each lane once: its slots differ, and so does the way in which results are written. */
const LANES = [
  { queue: 'small', items: 100 },
  { queue: 'bulk', items: 1_500 },
];

describe(`a job that is delivered ${DELIVERIES} times to two workers`, () => {
  let rig: Rig;
  let oracle: Oracle;
  beforeAll(async () => {
    rig = await Rig.start();
    oracle = await Oracle.watch(rig.service);
  });
  afterAll(() => rig.stop());

  const idleDeliveries = (): number =>
    rig.service.logs().filter((line) => line.includes('"msg":"nothing to decide"')).length;

  it.each(LANES)(
    'makes one decision ($queue lane)',
    async ({ queue, items: count }) => {
      const tally = new FaultTally(`7 job delivered ${DELIVERIES} times, ${queue} lane`, SEED);
      for (let round = 0; round < ROUNDS; round++) {
        const items = clients(`${queue} ${round}`, count);
        const idleBefore = idleDeliveries();
        const stop = rig.stopAt({
          link: 'worker',
          server: 'postgres',
          // Half of the rounds deliver while the shard is held, the others leave it to the first who come.
          command: round % 2 === 0 ? 'finish_shard' : 'claim_shard',
          phase: 'before',
        });
        const entry = await oracle.ledger.send(rig.partners[0], 'clients', () => items);
        const { letGo } = await stop.hit();
        await deliverAgain(rig, entry, { queue, times: DELIVERIES });
        // The one that waits at the point keeps its slot; the others pass it by.
        const areIdle = (jobs: number): Promise<boolean> =>
          waitUntil(() => idleDeliveries() - idleBefore >= jobs, { withinMs: 20_000 });
        const passedBy = await areIdle(DELIVERIES / 2);
        letGo();
        await oracle.mustSettle();
        const allDone = await areIdle(DELIVERIES);
        expect([passedBy, allDone]).toEqual([true, true]);
        tally.count(passedBy && allDone, items.length);
      }
      const verdict = await oracle.judge();
      expect(verdict.violations).toEqual([]);
      tally.write(verdict);
    },
    300_000,
  );
});
