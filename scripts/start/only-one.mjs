import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { localFolder, projectFolder } from '../embedded/folders.mjs';

/**
 * A socket file that the running stack listens on. Unlike a file with a process id it cannot mistake another process,
 * which has the id by now, for the stack: the system closes the socket with its process.
 */
const SOCKET = path.join(localFolder, 'running.sock');

/** Relative, since the path of a socket may have only about 100 characters. */
const address = () => path.relative(process.cwd(), SOCKET);

function someoneListens() {
  return new Promise((resolve) => {
    const socket = net.connect(address());
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/**
 * Claims this checkout for one running stack.
 * @returns {Promise<boolean>} false when a stack of this checkout runs already
 */
export async function claimCheckout() {
  process.chdir(projectFolder);
  fs.mkdirSync(localFolder, { recursive: true });
  if (await someoneListens()) return false;
  fs.rmSync(SOCKET, { force: true });
  const server = net.createServer((socket) => socket.destroy());
  server.unref();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address(), resolve);
  });
  return true;
}

/**
 * Whether a stack of this checkout runs.
 * @returns {Promise<boolean>}
 */
export async function isCheckoutClaimed() {
  process.chdir(projectFolder);
  return someoneListens();
}
