import fs from 'node:fs';

/**
 * The most memory that a process ever had resident, as Linux counts it.
 * @param {number} pid
 * @returns {number} MB of 1024² bytes
 */
export function peakMemoryMb(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)[1]) / 1024;
}
