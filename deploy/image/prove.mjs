/**
 * `npm run image:prove`: carries the Dockerfile out without an engine, in an unpacked Debian, and runs every process of the image against
 * a PostgreSQL and a Redis of its own. For Debian, as root, with debootstrap; takes some minutes, so it is run by hand.
 *
 * Not proved: that an engine pulls the base image (this machine's Node in a Debian of the same release stands in for it), caches layers,
 * and gives the health check at its intervals.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { copyContext } from './proof/build-context.mjs';
import { buildImage } from './proof/build-image.mjs';
import { debianBase } from './proof/debian-base.mjs';
import { proveProcesses } from './proof/prove-processes.mjs';
import { outsideFolder, projectFolder } from '../../scripts/embedded/folders.mjs';
import { startThrowAwayServers } from '../../scripts/embedded/throw-away.mjs';

const started = performance.now();
const say = (text) =>
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}`);

if (process.getuid?.() !== 0) throw new Error('needs root, for chroot and mounts');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'image-proof-'));
fs.chmodSync(folder, 0o755);
let servers;
try {
  const base = debianBase(outsideFolder(), say);
  const context = path.join(folder, 'context');
  copyContext(projectFolder, context);
  const dockerfile = fs.readFileSync(path.join(projectFolder, 'Dockerfile'), 'utf8');
  const image = buildImage({ dockerfile, context, base, folder, say });
  servers = await startThrowAwayServers(say);
  await proveProcesses({ image, servers, folder, say });
  say('proved');
} finally {
  await servers?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
