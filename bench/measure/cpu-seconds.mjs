import fs from 'node:fs';

/** The unit of the times in /proc/<pid>/stat: USER_HZ, which Linux fixes at 100 for user space. */
const TICKS_PER_SECOND = 100;

/** Positions behind the command's name, which is in parentheses and may contain anything (proc(5)). */
const PARENT = 1;
const OWN_TIMES = [11, 12];
const REAPED_CHILDREN_TIMES = [13, 14];

function statOf(pid) {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null; // it has ended
  }
}

const sum = (fields, positions) => positions.reduce((total, at) => total + Number(fields[at]), 0);

/**
 * CPU time that a process has used so far, user and system.
 * @param {number} pid
 * @returns {number} seconds
 */
export function cpuSeconds(pid) {
  const fields = statOf(pid);
  return fields === null ? 0 : sum(fields, OWN_TIMES) / TICKS_PER_SECOND;
}

/**
 * CPU time that a process and its children, living and ended, have used: PostgreSQL with all its backends.
 * @param {number} pid
 * @returns {number} seconds
 */
export function cpuSecondsOfFamily(pid) {
  const own = statOf(pid);
  if (own === null) return 0;
  let ticks = sum(own, [...OWN_TIMES, ...REAPED_CHILDREN_TIMES]);
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statOf(name);
    if (fields !== null && Number(fields[PARENT]) === pid) ticks += sum(fields, OWN_TIMES);
  }
  return ticks / TICKS_PER_SECOND;
}
