/**
 * `node scripts/promtool.mjs check rules …`: runs Prometheus' promtool. It is PROMTOOL_BIN, else promtool on PATH, else that of Debian's
 * package prometheus (19 MB), which is fetched once into the cache folder. Exit code 69 where there is none to be had.
 */
import { spawn } from 'node:child_process';
import { programFromDebian } from './embedded/program-from-debian.mjs';
import { isProgram, programOnPath } from './embedded/program-on-path.mjs';

const PACKAGE = { name: 'prometheus', program: 'usr/bin/promtool', title: 'promtool', alone: true };
/** EX_UNAVAILABLE of sysexits.h: unlike anything that promtool ends with. */
const UNAVAILABLE = 69;

async function promtool() {
  const named = process.env.PROMTOOL_BIN;
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`PROMTOOL_BIN names ${named}, which is not a program`);
  }
  return programOnPath(['promtool']) ?? (await programFromDebian(PACKAGE, console.error)).program;
}

try {
  const child = spawn(await promtool(), process.argv.slice(2), { stdio: 'inherit' });
  child.once('exit', (code) => process.exit(code ?? 1));
} catch (error) {
  console.error(`promtool is not here, and could not be fetched: ${error.message.split('\n')[0]}`);
  process.exit(UNAVAILABLE);
}
