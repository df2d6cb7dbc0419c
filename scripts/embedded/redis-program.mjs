import fs from 'node:fs';
import { programFromDebian } from './program-from-debian.mjs';
import { isProgram, programOnPath } from './program-on-path.mjs';

const NAMES = ['redis-server', 'valkey-server'];

const OF_DEBIAN = { name: 'redis-server', program: 'usr/bin/redis-server', title: 'Redis', alone: false };

/** What to type to install Redis or its twin Valkey, by the ID or ID_LIKE of /etc/os-release. */
const INSTALL_COMMANDS = {
  debian: 'sudo apt-get install redis-server',
  ubuntu: 'sudo apt-get install redis-server',
  fedora: 'sudo dnf install valkey',
  rhel: 'sudo dnf install valkey',
  suse: 'sudo zypper install redis',
  arch: 'sudo pacman -S valkey',
  alpine: 'sudo apk add redis',
  darwin: 'brew install redis',
};

function systemIds() {
  if (process.platform !== 'linux') return [process.platform];
  try {
    const release = fs.readFileSync('/etc/os-release', 'utf8');
    const ids = [...release.matchAll(/^(?:ID|ID_LIKE)=(.*)$/gm)].map(([, value]) =>
      value.replaceAll('"', ''),
    );
    return ids.join(' ').split(' ');
  } catch {
    return [];
  }
}

function noRedis(reason) {
  const command = systemIds()
    .map((id) => INSTALL_COMMANDS[id])
    .find((found) => found !== undefined);
  return new Error(
    [
      'Redis is needed, and this system has none that could be found or fetched.',
      `  why:    ${reason.split('\n')[0]}`,
      `  remedy: ${command ?? 'install redis-server or valkey-server with the package tool of this system'}`,
      '  or:     REDIS_SERVER_BIN=/path/to/redis-server, for a program that is not on PATH',
      '  or:     REDIS_URL=redis://host:6379, for a server of your own (maxmemory-policy noeviction)',
    ].join('\n'),
  );
}

/**
 * The Redis server to run: REDIS_SERVER_BIN, else redis-server or valkey-server on PATH, else fetched from the packages
 * of Debian. No npm package carries one.
 * @param {(text: string) => void} say
 * @param {AbortSignal} [stopped] ends the fetching
 * @returns {Promise<{ program: string, env: NodeJS.ProcessEnv }>} env: what it needs beside the present environment
 * @throws an error whose message tells what to install on this system
 */
export async function redisProgram(say, stopped) {
  const named = process.env.REDIS_SERVER_BIN;
  if (named) {
    if (!isProgram(named)) throw new Error(`REDIS_SERVER_BIN names ${named}, which is not a program.`);
    return { program: named, env: {} };
  }
  const found = programOnPath(NAMES);
  if (found !== undefined) return { program: found, env: {} };
  try {
    return await programFromDebian(OF_DEBIAN, say, stopped);
  } catch (error) {
    stopped?.throwIfAborted();
    throw noRedis(
      error.code === 'ENOENT' ? `not on PATH, and ${error.path} is not there to fetch it` : error.message,
    );
  }
}
