import { setTimeout as pause } from 'node:timers/promises';
import { clients } from '../support/clients';
import { Oracle } from './oracle/oracle';
import { ZOMBIE_ENDED } from './oracle/tolerated-log-lines';
import { Rig, type RigProcess } from './rig/rig';
import { type WirePoint } from './rig/wire/wire-stop';
import { FaultTally } from './table/fault-tally';
import { IS_FULL, SEED, times } from './table/run-options';

const TIMES = times({ full: 2, short: 1 });
/** How long a zombie sleeps: past every timeout of the service. In a short run it wakes when the others have done its work. */
const ASLEEP_MS = 60_000;
/**
 * idle_in_transaction_session_timeout (10 s), or the look for frozen copies after as long; then the next release, and the grace time
 * that doubles with each attempt.
 */
const FREED_WITHIN_MS = 25_000;
interface Case {
  what: string;
  items: number;
  point: Omit<WirePoint, 'link' | 'server'>;
  begin: (worker: RigProcess) => void | Promise<void>;
  end: (worker: RigProcess) => void | Promise<void>;
  /** Whether the others can go on while it lasts: who is cut off from Redis alone still finishes what it holds. */
  isZombie: boolean;
}

const freeze = ({ process }: RigProcess): void => {
  process.signal('SIGSTOP');
};
const thaw = ({ process }: RigProcess): void => {
  process.signal('SIGCONT');
};

const CASES: Case[] = [
  {
    what: 'cut off from Redis',
    items: 1_500,
    point: { command: 'finish_shard', phase: 'before' },
    begin: ({ to }) => {
      to.redis.blackHole();
    },
    end: ({ to }) => to.redis.pass(),
    isZombie: false,
  },
  {
    what: 'cut off from PostgreSQL inside its transaction',
    items: 1_500,
    point: { command: 'claim_shard', phase: 'after' },
    begin: ({ to }) => {
      to.postgres.blackHole();
    },
    end: ({ to }) => to.postgres.pass(),
    isZombie: true,
  },
  {
    what: 'stopped inside its transaction',
    items: 50,
    point: { command: 'claim_shard', phase: 'after' },
    begin: freeze,
    end: thaw,
    isZombie: true,
  },
  {
    what: 'stopped in the middle of COPY',
    items: 1_500,
    point: { command: 'COPY partner_clients: rows', phase: 'before' },
    begin: freeze,
    end: thaw,
    isZombie: true,
  },
];

describe('a worker that is', () => {
  let rig: Rig;
  let oracle: Oracle;
  beforeAll(async () => {
    rig = await Rig.start();
    oracle = await Oracle.watch(rig.service);
  });
  afterAll(() => rig.stop());

  it.each(CASES)(
    '$what neither holds a shard nor decides one twice',
    async ({ what, items: count, point, begin, end, isZombie }) => {
      const tally = new FaultTally(`6 worker ${what}`, SEED);
      for (let round = 0; round < TIMES; round++) {
        const stop = rig.stopAt({ link: 'worker', server: 'postgres', ...point });
        const items = clients(`${what} ${round}`, count);
        await oracle.ledger.send(rig.partners[0], 'clients', () => items);
        const { process, letGo } = await stop.hit();
        const worker = rig.at(process);
        await begin(worker);
        const begunMs = performance.now();
        // In a black hole this changes nothing, and who is stopped does not hear it: it is there when the zombie wakes.
        if (!isZombie || point.phase === 'after') letGo();
        await oracle.mustSettle(FREED_WITHIN_MS);
        tally.recovered(performance.now() - begunMs);
        if (IS_FULL && isZombie) await pause(ASLEEP_MS - (performance.now() - begunMs));
        await end(worker);
        letGo();
        // The zombie is back, and works.
        await decidesAlone(worker, `after ${what} ${round}`);
        tally.count(stop.isHit, items.length);
      }
      const verdict = await oracle.judge({ tolerated: ZOMBIE_ENDED });
      expect(verdict.violations).toEqual([]);
      tally.write(verdict);
    },
    900_000,
  );

  /** Expects that a worker decides a batch when there is no other one. */
  async function decidesAlone(worker: RigProcess, name: string): Promise<void> {
    const others = rig.workers.filter(({ process }) => process.port !== worker.process.port);
    for (const { process } of others) await process.kill();
    const items = clients(name, 10);
    await oracle.ledger.send(rig.partners[0], 'clients', () => items);
    await oracle.mustSettle();
    for (const { process } of others) await process.start();
  }
});
