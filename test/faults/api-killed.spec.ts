import { clients } from '../support/clients';
import { Oracle } from './oracle/oracle';
import { killAt } from './rig/kill-at';
import { Rig } from './rig/rig';
import { type WirePoint } from './rig/wire/wire-stop';
import { FaultTally } from './table/fault-tally';
import { SEED, times } from './table/run-options';

const TIMES = times({ full: 20, short: 2 });
/** One shard, and two: the second one's payload is a statement of its own. */
const ITEMS = [10, 5_010];

/** Which process hands out is left to chance: the API does while both workers are held. */
const WORKERS_RELEASE: WirePoint[] = ['worker', 'worker'].map(() => ({
  link: 'worker',
  server: 'postgres',
  command: 'try_hand_out_lock',
  phase: 'before',
}));

type Place = [where: string, server: WirePoint['server'], commands: string[], phase: WirePoint['phase']];
const PLACES: Place[] = [
  [
    'before the commit of a batch',
    'postgres',
    ['COMMIT after insert_batch', 'COMMIT after insert_payload'],
    'before',
  ],
  [
    'after the commit of a batch',
    'postgres',
    ['COMMIT after insert_batch', 'COMMIT after insert_payload'],
    'after',
  ],
  ['before it hands a batch out', 'postgres', ['try_hand_out_lock'], 'before'],
  ['between handing out and dispatch', 'redis', ['addJob'], 'before'],
];

describe('an API that is killed', () => {
  let rig: Rig;
  let oracle: Oracle;
  beforeAll(async () => {
    rig = await Rig.start();
    oracle = await Oracle.watch(rig.service);
  });
  afterAll(() => rig.stop());

  it.each(PLACES)(
    '%s leaves one batch for the client’s idempotency key, and it is decided',
    async (where, server, commands, phase) => {
      const tally = new FaultTally(`2 API killed ${where}`, SEED);
      for (let round = 0; round < TIMES; round++) {
        const items = clients(`${where} ${round}`, ITEMS[round % 2] ?? 0);
        const isHit = await killAt(
          { rig, oracle, tally },
          { link: 'api', server, command: commands[round % commands.length] ?? '', phase },
          { items: items.length, send: () => oracle.ledger.send(rig.partners[0], 'clients', () => items) },
          { meanwhileAt: WORKERS_RELEASE },
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
