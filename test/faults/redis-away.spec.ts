import { setTimeout as pause } from 'node:timers/promises';
import { clients } from '../support/clients';
import { Oracle } from './oracle/oracle';
import { Rig } from './rig/rig';
import { FaultTally } from './table/fault-tally';
import { SEED, times } from './table/run-options';

const TIMES = times({ full: 2, short: 1 });
const AWAY_MS = times({ full: 60_000, short: 3_000 });
const ITEMS = 100;
/** What a partner may wait for its 202 at most. */
const ACCEPTED_WITHIN_MS = 2_000;

describe('while Redis is', () => {
  let rig: Rig;
  let oracle: Oracle;
  beforeAll(async () => {
    rig = await Rig.start();
    oracle = await Oracle.watch(rig.service);
  });
  afterAll(() => rig.stop());

  const proxies = (): Rig['workers'][number]['to']['redis'][] =>
    [...rig.apis, ...rig.workers].map(({ to }) => to.redis);

  it.each(['refused', 'silent'] as const)(
    '%s, batches are accepted at once, and decided when it is back',
    async (how) => {
      const tally = new FaultTally(`4 Redis ${how} for ${AWAY_MS / 1000} s`, SEED);
      for (let round = 0; round < TIMES; round++) {
        for (const proxy of proxies()) {
          if (how === 'refused') await proxy.refuse();
          else proxy.blackHole();
        }
        const begunMs = performance.now();
        let [batches, items] = [0, 0];
        do {
          const sentMs = performance.now();
          const batch = clients(`${how} ${round} ${items}`, ITEMS);
          const entry = await oracle.ledger.send(rig.partners[0], 'clients', () => batch);
          expect(entry.answers).toEqual([202]);
          expect(performance.now() - sentMs).toBeLessThan(ACCEPTED_WITHIN_MS);
          batches++;
          items += ITEMS;
          await pause(AWAY_MS / 10);
        } while (performance.now() - begunMs < AWAY_MS);
        // No job came through to anybody.
        const undecided = await oracle.undecidedShards();
        expect(undecided).toBe(batches);
        await Promise.all(proxies().map((proxy) => proxy.pass()));
        tally.recovered(await oracle.mustSettle());
        tally.count(undecided === batches, items);
      }
      const verdict = await oracle.judge();
      expect(verdict.violations).toEqual([]);
      tally.write(verdict);
    },
    900_000,
  );

  it('not there when the API starts, batches are accepted as well', async () => {
    const tally = new FaultTally('4 Redis away when API and workers start', SEED);
    const processes = [...rig.apis, ...rig.workers];
    for (const { process, to } of processes) {
      await process.kill();
      await to.redis.refuse();
    }
    await Promise.all(rig.apis.map(({ process }) => process.start()));
    const started = Promise.all(rig.workers.map(({ process }) => process.start()));
    started.catch(() => undefined); // awaited below
    const batch = clients('from the start', ITEMS);
    const { answers } = await oracle.ledger.send(rig.partners[0], 'clients', () => batch);
    expect(answers).toEqual([202]);
    const undecided = await oracle.undecidedShards();
    expect(undecided).toBe(1);
    await Promise.all(processes.map(({ to }) => to.redis.pass()));
    await started;
    tally.recovered(await oracle.mustSettle());
    tally.count(undecided === 1, ITEMS);
    const verdict = await oracle.judge();
    expect(verdict.violations).toEqual([]);
    tally.write(verdict);
  });
});
