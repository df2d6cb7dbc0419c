import { clients } from '../support/clients';
import { Oracle } from './oracle/oracle';
import { killAt } from './rig/kill-at';
import { Rig } from './rig/rig';
import { type WirePoint } from './rig/wire/wire-stop';
import { FaultTally } from './table/fault-record';
import { SEED, times } from './table/run-options';

const TIMES = times({ full: 20, short: 2 });
/** One shard, and two: the second one's payload is a statement of its own. */
const ITEMS = [10, 5_010];

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
      let hits = 0;
      // A worker may hand out first, and the API has nothing to dispatch then: such a round is done again.
      for (let round = 0; hits < TIMES && round < TIMES * 5; round++) {
        const items = clients(`${where} ${round}`, ITEMS[hits % 2] ?? 0);
        const isHit = await killAt(
          { rig, oracle, tally },
          { link: 'api', server, command: commands[hits % commands.length] ?? '', phase },
          { items: items.length, send: () => oracle.ledger.send(rig.partners[0], 'clients', () => items) },
          2_000,
        );
        if (isHit) hits++;
      }
      expect(hits).toBe(TIMES);
      const verdict = await oracle.judge();
      expect(verdict.violations).toEqual([]);
      tally.write(verdict);
    },
    600_000,
  );
});
