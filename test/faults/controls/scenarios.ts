import { client, clients } from '../../support/clients';
import { mixedKeys } from '../../support/mixed-keys';
import { connected } from '../../support/sql';
import { CLIENT_DIED_IN_COPY, COPY_FELL_BACK, ZOMBIE_ENDED } from '../oracle/tolerated-log-lines';
import { deliverAgain } from '../rig/deliver-again';
import { type Scenario } from './control';

const ITEMS = 20;
/** Enough to be written with COPY. */
const MANY_ITEMS = 1_000;

/** The crash of PostgreSQL right after a 202, in immediate mode: nothing is written on the way down. */
export const crashAfterAccepted: Scenario = {
  name: 'PostgreSQL crashes right after 202',
  async attack(rig, oracle, name) {
    // What was there before is not what this is about.
    await connected(rig.service.superuserUrl, (superuser) => superuser.query('CHECKPOINT'));
    for (const { process } of rig.workers) await process.kill();
    await oracle.ledger.send(rig.partners[0], 'clients', () => clients(name, ITEMS));
    await rig.killPostgres('SIGQUIT');
    await rig.startPostgres();
    for (const { process } of rig.workers) await process.start();
  },
};

/** The same job, delivered again while the shard is being decided. */
export const deliveredMeanwhile: Scenario = {
  name: 'a job delivered again while it is worked on',
  async attack(rig, oracle, name) {
    const stop = rig.stopAt({ link: 'worker', server: 'postgres', command: 'finish_shard', phase: 'before' });
    const items = clients(name, MANY_ITEMS);
    const entry = await oracle.ledger.send(rig.partners[0], 'clients', () => items);
    const { letGo } = await stop.hit();
    const second = rig.stopAt({ link: 'worker', server: 'postgres', command: 'claim_shard', phase: 'after' });
    const { ended } = await deliverAgain(rig, entry, { queue: 'bulk', times: 1 });
    const { letGo: letSecondGo } = await second.hit();
    letSecondGo();
    letGo();
    await ended();
  },
};

/** The same job, delivered again when the shard is decided. */
export const deliveredAfterwards: Scenario = {
  name: 'a job delivered again after it is done',
  async attack(rig, oracle, name) {
    const entry = await oracle.ledger.send(rig.partners[0], 'clients', () => clients(name, ITEMS));
    await oracle.mustSettle();
    const { ended } = await deliverAgain(rig, entry, { queue: 'small', times: 1 });
    await ended();
  },
};

/** Two batches with the same keys in opposite order, both of which have found no key saved when the first begins to write. */
export const oppositeOrders: Scenario = {
  name: 'two batches with the same keys at once',
  tolerated: COPY_FELL_BACK,
  async attack(rig, oracle, name) {
    const one = mixedKeys(MANY_ITEMS, name).map((key) => client(key));
    const point = {
      link: 'worker',
      server: 'postgres',
      command: 'COPY partner_clients',
      phase: 'before',
    } as const;
    const stops = [rig.stopAt(point), rig.stopAt(point)];
    for (const items of [one, [...one].reverse()]) {
      await oracle.ledger.send(rig.partners[0], 'clients', () => items);
    }
    for (const { letGo } of await Promise.all(stops.map((stop) => stop.hit()))) letGo();
  },
};

/** Redis forgets everything while workers are at a shard, which they do not live to finish. */
export const wipedRedis: Scenario = {
  name: 'Redis wiped and its worker killed',
  async attack(rig, oracle, name) {
    const stop = rig.stopAt({ link: 'worker', server: 'postgres', command: 'finish_shard', phase: 'before' });
    await oracle.ledger.send(rig.partners[0], 'clients', () => clients(name, ITEMS));
    const { process } = rig.at((await stop.hit()).process);
    await rig.killRedis();
    await process.kill();
    await rig.startRedis();
    await process.start();
  },
};

/** A worker that stops for ever inside of its transaction. */
export const frozenInTransaction: Scenario = {
  name: 'a worker frozen inside its transaction',
  isSlow: true,
  tolerated: ZOMBIE_ENDED,
  async attack(rig, oracle, name) {
    const stop = rig.stopAt({ link: 'worker', server: 'postgres', command: 'claim_shard', phase: 'after' });
    await oracle.ledger.send(rig.partners[0], 'clients', () => clients(name, ITEMS));
    const { process } = rig.at((await stop.hit()).process);
    process.signal('SIGSTOP');
  },
};

/** A worker that stops for ever in the middle of COPY, where PostgreSQL's own timeouts do not count. */
export const frozenInCopy: Scenario = {
  name: 'a worker frozen in the middle of COPY',
  isSlow: true,
  tolerated: [...ZOMBIE_ENDED, ...CLIENT_DIED_IN_COPY],
  async attack(rig, oracle, name) {
    const stop = rig.stopAt({
      link: 'worker',
      server: 'postgres',
      command: 'COPY partner_clients: rows',
      phase: 'before',
    });
    const items = clients(name, MANY_ITEMS);
    await oracle.ledger.send(rig.partners[0], 'clients', () => items);
    const { process } = rig.at((await stop.hit()).process);
    process.signal('SIGSTOP');
  },
};

/** The API is killed when its batch is committed, and the client repeats its request. */
export const repeatedRequest: Scenario = {
  name: 'an API killed after its commit, the request repeated',
  async attack(rig, oracle, name) {
    const stop = rig.stopAt({
      link: 'api',
      server: 'postgres',
      command: 'COMMIT after insert_batch',
      phase: 'after',
    });
    const told = oracle.ledger.send(rig.partners[0], 'clients', () => clients(name, ITEMS));
    const { process } = rig.at((await stop.hit()).process);
    await process.kill();
    await process.start();
    await told;
  },
};
