import { client, clients } from '../support/clients';
import { poisoning } from '../support/poison';
import { CLIENT_DIED_IN_COPY } from './oracle/tolerated-log-lines';
import { Oracle } from './oracle/oracle';
import { Rig } from './rig/rig';
import { SHORT_TIMINGS } from './rig/timings';
import { FaultTally } from './table/fault-tally';
import { SEED, times } from './table/run-options';

const TIMES = times({ full: 5, short: 1 });
const NEIGHBOURS = 99;
const AT = 40;
const BLOCKED_LIMIT_MS = 2_000;

describe('an item that', () => {
  const poison = poisoning();
  let rig: Rig;
  let oracle: Oracle;
  beforeAll(async () => {
    const limits = { CAREFUL_AFTER_ATTEMPTS: '1', BLOCKED_LOOP_LIMIT_MS: `${BLOCKED_LIMIT_MS}` };
    rig = await Rig.start({ env: { ...SHORT_TIMINGS, ...limits, ...poison.env } });
    oracle = await Oracle.watch(rig.service);
  });
  afterAll(async () => {
    await rig.stop();
    poison.remove();
  });

  const events = (name: string): unknown[] =>
    rig.service
      .logs()
      .filter((line) => line.includes(`"event":"${name}"`))
      .map((line) => JSON.parse(line) as unknown);

  /** Starts every worker again that ends meanwhile, as a supervisor does. Gives how many ended. */
  async function withSupervisor(work: () => Promise<void>): Promise<number> {
    let isOver = false;
    let ended = 0;
    const watches = rig.workers.map(async ({ process }) => {
      while (!isOver) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        if (process.isRunning) continue;
        ended++;
        await process.start();
      }
    });
    try {
      await work();
    } finally {
      isOver = true;
      await Promise.all(watches);
    }
    return ended;
  }

  it.each(['throws', 'kills', 'hangs'])(
    '%s is set aside in the end, and its 99 neighbours are decided as usual',
    async (how) => {
      const tally = new FaultTally(`8 poison: ${how}`, SEED);
      const [partner] = rig.partners;
      for (let round = 0; round < TIMES; round++) {
        const before = events('item_set_aside').length;
        const blockedBefore = events('loop_blocked').length;
        const items = clients(`${how} ${round}`, NEIGHBOURS);
        // Invalid as well: the model, which knows of no poison, expects Failed.
        items.splice(AT, 0, client(`poison-${how} ${round}`, { entity_type: 'Circus' }));
        const begunMs = performance.now();
        const ended = await withSupervisor(async () => {
          const { statusCheckId = '' } = await oracle.ledger.send(partner, 'clients', () => items);
          const { counts, result } = await partner.decided({
            status_check_id: statusCheckId,
            status_check_uri: `/api/v1/clients/status/${statusCheckId}`,
          });
          expect(counts).toMatchObject({ Completed: NEIGHBOURS, Failed: 1 });
          expect(result[AT]?.status.problems.map(({ code }) => code)).toEqual(['unprocessable']);
        });
        tally.recovered(performance.now() - begunMs);
        expect(ended).toBe(how === 'throws' ? 0 : 1);
        expect(events('item_set_aside').slice(before)).toEqual([
          expect.objectContaining({ item_index: AT, attempt: 2 }),
        ]);
        expect(events('loop_blocked').length - blockedBefore).toBe(how === 'hangs' ? 1 : 0);
        tally.count(true, items.length);
      }
      const verdict = await oracle.judge({ tolerated: CLIENT_DIED_IN_COPY });
      expect(verdict.violations).toEqual([]);
      tally.write(verdict);
    },
    300_000,
  );
});
