import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { moveIntoPlace } from './move-into-place.mjs';
import { cacheFolder } from './folders.mjs';

const PROGRAM = 'usr/bin/redis-server';
const LIBRARY_PARENTS = ['usr/lib', 'lib'];

/** Runs a program to its end; rejects with its error output. */
function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} failed: ${errors.trim()}`));
    });
  });
}

/** Downloads redis-server with what it needs beyond the installed packages, and unpacks it. Needs no root, installs nothing. */
async function download(into) {
  const work = `${into}.${process.pid}`;
  const folder = (name) => path.join(work, name);
  for (const name of ['state/lists/partial', 'cache/archives/partial', 'root']) {
    fs.mkdirSync(folder(name), { recursive: true });
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
  try {
    await run('apt-get', [...options, 'update']);
    await run('apt-get', [
      ...options,
      '-y',
      '--no-install-recommends',
      '--download-only',
      'install',
      'redis-server',
    ]);
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
 * Redis from Debian's (or Ubuntu's) packages, fetched once into the cache folder.
 * @param {(text: string) => void} say told before a download, which takes some seconds
 * @returns {Promise<{ program: string, env: NodeJS.ProcessEnv }>}
 * @throws when this system has no apt, or apt cannot reach its packages
 */
export async function redisFromDebian(say) {
  const root = path.join(cacheFolder(), 'redis-from-debian');
  const program = path.join(root, PROGRAM);
  if (!fs.existsSync(program)) {
    say('fetching Redis from the packages of this system (into the cache folder, installs nothing) …');
    fs.rmSync(root, { recursive: true, force: true });
    await download(root);
  }
  return { program, env: { LD_LIBRARY_PATH: libraryFolders(root).join(':') } };
}
