import Bull from 'bull';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { clients } from '../support/clients';
import { rowsOf } from '../support/sql';
import { type LedgerEntry } from './oracle/ledger';
import { Oracle } from './oracle/oracle';
import { Rig } from './rig/rig';
import { FaultTally } from './table/fault-record';
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

  /** The job of a request's only shard, as release makes it. */
  async function jobOf({ statusCheckId }: LedgerEntry): Promise<object> {
    const [shard] = await rowsOf<{ partner_id: string; batch_id: string; attempts: number }>(
      rig.service.databaseUrl,
      `SELECT s.partner_id, s.batch_id, s.attempts FROM shards s
       JOIN batches b ON b.partner_id = s.partner_id AND b.id = s.batch_id WHERE b.status_check_id = $1`,
      [statusCheckId],
    );
    return { partnerId: shard?.partner_id, batchId: shard?.batch_id, shard: 0, attempt: shard?.attempts };
  }

  const idleDeliveries = (): number =>
    rig.service.logs().filter((line) => line.includes('"msg":"nothing to decide"')).length;

  it.each(LANES)(
    'makes one decision ($queue lane)',
    async ({ queue: name, items: count }) => {
      const tally = new FaultTally(`7 job delivered ${DELIVERIES} times, ${name} lane`, SEED);
      const { redisUrl, queuePrefix } = rig.service;
      const queue = new Bull(name, redisUrl, { prefix: queuePrefix });
      try {
        for (let round = 0; round < ROUNDS; round++) {
          const items = clients(`${name} ${round}`, count);
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
          const job = await jobOf(entry);
          await queue.addBulk(
            Array.from({ length: DELIVERIES }, (_, n) => ({
              data: job,
              opts: { jobId: `again-${name}-${round}-${n}` },
            })),
          );
          // The one that waits at the point keeps its slot and its shard; the others pass it by.
          const passedBy = await waitUntil(() => idleDeliveries() - idleBefore >= DELIVERIES / 2, {
            withinMs: 20_000,
          });
          letGo();
          await oracle.settled();
          const allDone = await waitUntil(() => idleDeliveries() - idleBefore >= DELIVERIES, {
            withinMs: 20_000,
          });
          expect([passedBy, allDone]).toEqual([true, true]);
          tally.count(passedBy && allDone, items.length);
        }
      } finally {
        await queue.close();
      }
      const verdict = await oracle.judge();
      expect(verdict.violations).toEqual([]);
      tally.write(verdict);
    },
    300_000,
  );
});
