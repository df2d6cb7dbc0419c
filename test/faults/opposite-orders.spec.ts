import { client } from '../support/clients';
import { mixedKeys } from '../support/mixed-keys';
import { Oracle } from './oracle/oracle';
import { COPY_FELL_BACK } from './oracle/tolerated-log-lines';
import { Rig } from './rig/rig';
import { FaultTally } from './table/fault-tally';
import { SEED, times } from './table/run-options';

const ROUNDS = times({ full: 100, short: 5 });
/** The way in which new records are written depends on their number. */
const WAYS = [
  { keys: 1_000, command: 'COPY partner_clients' },
  { keys: 400, command: 'insert_partner_clients' },
];

describe('two batches with the same keys in opposite order', () => {
  let rig: Rig;
  let oracle: Oracle;
  beforeAll(async () => {
    rig = await Rig.start();
    oracle = await Oracle.watch(rig.service, mixedKeys(20, 'round-0'));
  });
  afterAll(() => rig.stop());

  it.each(WAYS)(
    'complete each of $keys keys once, without a deadlock ($command)',
    async ({ keys: count, command }) => {
      const tally = new FaultTally(`9 ${count} keys in opposite order`, SEED);
      const [partner] = rig.partners;
      for (let round = 0; round < ROUNDS; round++) {
        const keys = mixedKeys(count, `round-${round}-${count}`);
        const one = keys.map((key) => client(key));
        const other = [...one].reverse();
        // Both have looked their keys up, and found none, when the first begins to write.
        const point = { link: 'worker', server: 'postgres', command, phase: 'before' } as const;
        const stops = [rig.stopAt(point), rig.stopAt(point)];
        await Promise.all([one, other].map((items) => oracle.ledger.send(partner, 'clients', () => items)));
        const both = await Promise.all(stops.map((stop) => stop.hit()));
        for (const { letGo } of both) letGo();
        const begunMs = performance.now();
        await oracle.mustSettle();
        tally.recovered(performance.now() - begunMs);
        tally.count(
          stops.every(({ isHit }) => isHit),
          one.length + other.length,
        );
      }
      const verdict = await oracle.judge({ tolerated: COPY_FELL_BACK });
      expect(verdict.violations).toEqual([]);
      tally.write(verdict);
    },
    600_000,
  );
});
