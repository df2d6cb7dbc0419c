import { spawnSync } from 'node:child_process';
import path from 'node:path';

const SCRIPT = path.resolve(__dirname, '../../scripts/promtool.mjs');
/** Fetching it may take a while, once. */
const LONGEST_MS = 120_000;

/** Runs promtool to its end. Its own messages stand on both outputs. */
export function promtool(...args: readonly string[]): {
  readonly code: number | null;
  readonly said: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
    encoding: 'utf8',
    timeout: LONGEST_MS,
  });
  return { code: status, said: `${stdout}${stderr}` };
}

const { code, said } = promtool('--version');

/** Whether it is here or could be fetched; where not, it is said why. */
export const hasPromtool = code === 0;
if (!hasPromtool) console.warn(`SKIPPED: what only promtool can tell. ${said.trim()}`);
