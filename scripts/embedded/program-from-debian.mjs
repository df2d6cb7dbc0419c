import fs from 'node:fs';
import path from 'node:path';
import { moveIntoPlace } from './move-into-place.mjs';
import { cacheFolder } from './folders.mjs';
import { runToEnd } from './run-to-end.mjs';

/**
 * @typedef {object} DebianProgram
 * @property {string} name of the package
 * @property {string} program path in the package
 * @property {string} title for people, and for the folder that it is kept in
 * @property {boolean} alone whether it needs no other package, and nothing else of its own
 */

const LIBRARY_PARENTS = ['usr/lib', 'lib'];

/** Downloads a package, with what it needs beyond the installed ones unless it is to stand alone, and unpacks it. Needs no root, installs nothing. */
async function download({ name, program, alone }, into, stopped) {
  const work = `${into}.${process.pid}`;
  const folder = (inside) => path.join(work, inside);
  for (const inside of ['state/lists/partial', 'cache/archives/partial', 'root', 'kept']) {
    fs.mkdirSync(folder(inside), { recursive: true });
  }
  const options = [
    '-qq',
    ...['-o', `Dir::State=${folder('state')}`],
    ...['-o', `Dir::Cache=${folder('cache')}`],
    ...['-o', 'Dir::State::status=/var/lib/dpkg/status'],
    ...['-o', 'Debug::NoLocking=1'],
    // As root apt would download as the user _apt, who cannot enter a cache folder below root's home.
    ...['-o', 'APT::Sandbox::User='],
  ];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = async (command, args) => {
    const { code, errors } = await runToEnd(command, args, { env, stopped, cwd: folder('cache/archives') });
    if (code !== 0) throw new Error(`${command} failed: ${errors.trim()}`);
  };
  try {
    await run('apt-get', [...options, 'update']);
    const withNeeded = ['-y', '--no-install-recommends', '--download-only', 'install'];
    await run('apt-get', [...options, ...(alone ? ['download'] : withNeeded), name]);
    const packages = fs.readdirSync(folder('cache/archives')).filter((file) => file.endsWith('.deb'));
    for (const file of packages) {
      await run('dpkg-deb', ['-x', path.join(folder('cache/archives'), file), folder('root')]);
    }
    if (alone) {
      fs.mkdirSync(path.dirname(path.join(folder('kept'), program)), { recursive: true });
      fs.renameSync(path.join(folder('root'), program), path.join(folder('kept'), program));
    }
    moveIntoPlace(folder(alone ? 'kept' : 'root'), into);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

function libraryFolders(root) {
  return LIBRARY_PARENTS.map((parent) => path.join(root, parent))
    .filter((parent) => fs.existsSync(parent))
    .flatMap((parent) => [parent, ...fs.readdirSync(parent).map((name) => path.join(parent, name))])
    .filter((folder) => fs.statSync(folder).isDirectory());
}

/**
 * A program from Debian's (or Ubuntu's) packages, fetched once into the cache folder.
 * @param {DebianProgram} wanted
 * @param {(text: string) => void} say told before a download, which takes some seconds
 * @param {AbortSignal} [stopped] ends the download
 * @returns {Promise<{ program: string, env: NodeJS.ProcessEnv }>}
 * @throws when this system has no apt, or apt cannot reach its packages
 */
export async function programFromDebian(wanted, say, stopped) {
  const root = path.join(cacheFolder(), `${wanted.title.toLowerCase()}-from-debian`);
  const program = path.join(root, wanted.program);
  if (!fs.existsSync(program)) {
    say(
      `fetching ${wanted.title} from the packages of this system (into the cache folder, installs nothing) …`,
    );
    fs.rmSync(root, { recursive: true, force: true });
    await download(wanted, root, stopped);
  }
  return { program, env: wanted.alone ? {} : { LD_LIBRARY_PATH: libraryFolders(root).join(':') } };
}
