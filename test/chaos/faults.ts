import { setTimeout as pause } from 'node:timers/promises';
import Redis from 'ioredis';
import { deliverAgain } from '../faults/rig/deliver-again';
import { type Oracle } from '../faults/oracle/oracle';
import { type Rig, type RigProcess } from '../faults/rig/rig';
import { type WirePoint } from '../faults/rig/wire/wire-stop';

/** What a fault is done to, and how it chooses. */
export interface Scene {
  readonly rig: Rig;
  readonly oracle: Oracle;
  /** From 0 to below 1. */
  readonly chance: () => number;
}

/** A fault that begins, lasts and ends. Gives false where it is known not to have struck. */
export type Fault = (scene: Scene) => Promise<boolean | undefined>;

const between = (chance: () => number, from: number, to: number): number => from + chance() * (to - from);
const oneOf = <T>(chance: () => number, all: readonly T[]): T => all[Math.floor(chance() * all.length)] as T;
const anyProcess = ({ rig, chance }: Scene): RigProcess => oneOf(chance, [...rig.apis, ...rig.workers]);

/** Where a process is killed on the wire: before its transaction, in it, and between its commit and the answer. */
const POINTS: readonly WirePoint[] = [
  { link: 'api', server: 'postgres', command: 'insert_batch', phase: 'before' },
  { link: 'api', server: 'postgres', command: 'COMMIT after insert_batch', phase: 'after' },
  { link: 'worker', server: 'postgres', command: 'claim_shard', phase: 'after' },
  { link: 'worker', server: 'postgres', command: 'finish_shard', phase: 'before' },
  { link: 'worker', server: 'postgres', command: 'COMMIT after finish_shard', phase: 'after' },
];
const COMES_WITHIN_MS = 5_000;

async function ended(
  { process }: RigProcess,
  signal: 'SIGKILL' | 'SIGTERM',
  awayMs: number,
): Promise<undefined> {
  await process.kill(signal);
  await pause(awayMs);
  await process.start();
}

async function frozen({ process }: RigProcess, forMs: number): Promise<undefined> {
  process.signal('SIGSTOP');
  await pause(forMs);
  process.signal('SIGCONT');
}

/** Cuts one process off from one server for a while. False when it did not speak to it meanwhile. */
async function cutOff(
  scene: Scene,
  how: 'refuse' | 'blackHole' | 'delay',
  forMs: number,
): Promise<boolean | undefined> {
  const proxy = oneOf(scene.chance, Object.values(anyProcess(scene).to));
  const before = proxy.swallowed;
  if (how === 'delay') {
    const ms = between(scene.chance, 2, 40);
    proxy.delay({ toServer: ms, toClient: ms });
    await pause(forMs);
    proxy.delay({ toServer: 0, toClient: 0 });
    return undefined;
  }
  if (how === 'refuse') await proxy.refuse();
  else proxy.blackHole();
  await pause(forMs);
  await proxy.pass();
  return how === 'refuse' || proxy.swallowed > before;
}

async function killedOnTheWire(scene: Scene): Promise<boolean> {
  const stop = scene.rig.stopAt(oneOf(scene.chance, POINTS));
  try {
    const { process } = scene.rig.at((await stop.hit(COMES_WITHIN_MS)).process);
    await process.kill('SIGKILL');
    await process.start();
    return true;
  } catch (error) {
    if (stop.isHit) throw error;
    return false;
  } finally {
    stop.end();
  }
}

async function postgresKilled({ rig, chance }: Scene, signal: 'SIGKILL' | 'SIGQUIT'): Promise<undefined> {
  await rig.killPostgres(signal);
  await pause(between(chance, 0, 4_000));
  await rig.startPostgres();
}

async function jobDeliveredAgain({ rig, oracle, chance }: Scene): Promise<boolean> {
  const told = oracle.ledger.entries.filter(
    ({ statusCheckId, kind }) => statusCheckId !== undefined && kind === 'clients',
  );
  const recent = told.slice(-5);
  if (recent.length === 0) return false;
  const delivered = await deliverAgain(rig, oneOf(chance, recent), {
    queue: oneOf(chance, ['small', 'bulk']),
    times: 50,
  });
  await delivered.ended();
  return true;
}

/** Everything that may happen, by the name under which it is counted. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'worker killed': (scene) =>
    ended(oneOf(scene.chance, scene.rig.workers), 'SIGKILL', between(scene.chance, 0, 3_000)),
  'all workers killed': async ({ rig, chance }) => {
    await Promise.all(rig.workers.map((worker) => ended(worker, 'SIGKILL', between(chance, 0, 3_000))));
    return undefined;
  },
  'API killed': (scene) =>
    ended(oneOf(scene.chance, scene.rig.apis), 'SIGKILL', between(scene.chance, 0, 3_000)),
  'killed on the wire': killedOnTheWire,
  'process told to stop': (scene) => ended(anyProcess(scene), 'SIGTERM', between(scene.chance, 0, 2_000)),
  'process frozen': (scene) => frozen(anyProcess(scene), between(scene.chance, 500, 15_000)),
  'connections refused': (scene) => cutOff(scene, 'refuse', between(scene.chance, 200, 6_000)),
  'connections silent': (scene) => cutOff(scene, 'blackHole', between(scene.chance, 200, 12_000)),
  'connections slow': (scene) => cutOff(scene, 'delay', between(scene.chance, 1_000, 6_000)),
  'PostgreSQL killed': (scene) => postgresKilled(scene, 'SIGKILL'),
  'PostgreSQL ended at once': (scene) => postgresKilled(scene, 'SIGQUIT'),
  'Redis lost with its data': async ({ rig, chance }) => {
    await rig.killRedis();
    await pause(between(chance, 0, 4_000));
    await rig.startRedis();
    return undefined;
  },
  'Redis wiped': async ({ rig }) => {
    const redis = new Redis(rig.service.redisUrl);
    await redis.flushall();
    redis.disconnect();
    return undefined;
  },
  'job delivered 50 times': jobDeliveredAgain,
};
