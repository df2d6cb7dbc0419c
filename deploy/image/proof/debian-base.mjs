import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const RELEASE = 'bookworm';

/**
 * What stands in for the base image: an unpacked Debian of the same release, with Node and npm of this machine where the base image has
 * them, and its user `node`. Made once; later proofs find it.
 * @param {string} folder
 * @param {(text: string) => void} say
 */
export function debianBase(folder, say) {
  const base = path.join(folder, `debian-${RELEASE}-node-${process.versions.node}`);
  if (fs.existsSync(base)) return base;
  say(`unpacking Debian ${RELEASE} (once) …`);
  const unfinished = `${base}.${process.pid}`;
  execFileSync('debootstrap', ['--variant=minbase', RELEASE, unfinished], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const local = path.join(unfinished, 'usr/local');
  fs.copyFileSync(process.execPath, path.join(local, 'bin/node'));
  const npm = path.resolve(fs.realpathSync(programOnPath('npm')), '../..');
  fs.cpSync(npm, path.join(local, 'lib/node_modules/npm'), { recursive: true });
  for (const name of ['npm', 'npx'])
    fs.symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, path.join(local, 'bin', name));
  execFileSync('chroot', [
    unfinished,
    'useradd',
    '--uid',
    '1000',
    '--create-home',
    '--shell',
    '/bin/bash',
    'node',
  ]);
  fs.renameSync(unfinished, base);
  return base;
}

/** A whole copy of a root; sharing the blocks of files where the file system can. */
export function copyRoot(from, to) {
  execFileSync('cp', ['--archive', '--reflink=auto', from, to]);
}

function programOnPath(name) {
  const folders = (process.env.PATH ?? '').split(':');
  const found = folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
  if (found === undefined) throw new Error(`${name} is not on PATH`);
  return found;
}
