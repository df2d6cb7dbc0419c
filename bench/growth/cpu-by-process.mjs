import os from 'node:os';
import { cpuSeconds } from '../measure/cpu-seconds.mjs';

const MICROSECONDS_PER_SECOND = 1e6;

/** From this part on, a processor counts as used up: the rest goes to the system. */
const USED_UP = 0.85;

function usedSoFar(service) {
  const { user, system } = process.cpuUsage();
  return [
    ...service.processes().map(({ name, pid }) => ({ name, pid, seconds: cpuSeconds(pid) })),
    { name: 'client', pid: process.pid, seconds: (user + system) / MICROSECONDS_PER_SECOND },
  ];
}

/**
 * How many processors each process kept busy during a turn.
 * @param {import('../stack/service.mjs').Service} service
 * @param {() => Promise<import('../measure/throughput.mjs').Throughput>} turn
 * @returns {Promise<{ turn: import('../measure/throughput.mjs').Throughput, busy: { name: string, processors: number }[] }>}
 */
export async function cpuByProcess(service, turn) {
  const before = new Map(usedSoFar(service).map(({ pid, seconds }) => [pid, seconds]));
  const result = await turn();
  const own = usedSoFar(service).map(({ name, pid, seconds }) => ({
    name,
    processors: (seconds - before.get(pid)) / result.seconds,
  }));
  return {
    turn: result,
    busy: [...own, { name: 'postgres', processors: result.postgresCpuSeconds / result.seconds }],
  };
}

/**
 * What would have to be more, or faster, for more items a second.
 * @param {readonly { name: string, processors: number }[]} busy
 * @returns {string}
 */
export function limitOf(busy) {
  const all = busy.reduce((sum, { processors }) => sum + processors, 0);
  if (all >= USED_UP * os.availableParallelism()) return 'the processors of this machine';
  // A Node process has one thread for our code; PostgreSQL has a process for each connection.
  const full = busy.find(({ name, processors }) => name !== 'postgres' && processors >= USED_UP);
  return full === undefined ? 'waiting: round trips and syncs' : `one processor of the ${full.name}`;
}
