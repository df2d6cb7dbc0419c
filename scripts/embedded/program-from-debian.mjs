import fs from 'node:fs';
import path from 'node:path';
import { moveIntoPlace } from './move-into-place.mjs';
import { cacheFolder } from './folders.mjs';
import { runToEnd } from './run-to-end.mjs';

const LIBRARY_PARENTS = ['usr/lib', 'lib'];

/** Downloads a package with what it needs beyond the installed packages, and unpacks it. Needs no root, installs nothing. */
async function download(name, into, stopped) {
  const work = `${into}.${process.pid}`;
  const folder = (inside) => path.join(work, inside);
  for (const inside of ['state/lists/partial', 'cache/archives/partial', 'root']) {
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
    const { code, errors } = await runToEnd(command, args, { env, stopped });
    if (code !== 0) throw new Error(`${command} failed: ${errors.trim()}`);
  };
  try {
    await run('apt-get', [...options, 'update']);
    await run('apt-get', [...options, '-y', '--no-install-recommends', '--download-only', 'install', name]);
    const packages = fs.readdirSync(folder('cache/archives')).filter((file) => file.endsWith('.deb'));
    for (const file of packages) {
      await run('dpkg-deb', ['-x', path.join(folder('cache/archives'), file), folder('root')]);
    }
    moveIntoPlace(folder('root'), into);
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
 * A program of Debian's (or Ubuntu's) packages, fetched once into the cache folder.
 * @param {{ package: string, program: string, called: string, folder: string }} wanted program: its path in the package; called: what people
 *   call it; folder: of the cache
 * @param {(text: string) => void} say told before a download, which takes some seconds
 * @param {AbortSignal} [stopped] ends the download
 * @returns {Promise<{ program: string, env: NodeJS.ProcessEnv }>}
 * @throws when this system has no apt, or apt cannot reach its packages
 */
export async function programFromDebian(wanted, say, stopped) {
  const root = path.join(cacheFolder(), wanted.folder);
  const program = path.join(root, wanted.program);
  if (!fs.existsSync(program)) {
    say(
      `fetching ${wanted.called} from the packages of this system (into the cache folder, installs nothing) …`,
    );
    fs.rmSync(root, { recursive: true, force: true });
    await download(wanted.package, root, stopped);
  }
  return { program, env: { LD_LIBRARY_PATH: libraryFolders(root).join(':') } };
}
