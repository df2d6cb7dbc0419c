import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/**
 * One run of the image: process 1 of a process namespace of its own, in the image's root, which is mounted read-only as a whole, as the
 * image's user. It shares the network with this machine.
 */
export class Container {
  /**
   * @param {object} image as buildImage made it
   * @param {string[]} words the command
   * @param {object} [options]
   * @param {Record<string, string>} [options.env]
   * @param {{ from: string, to: string, writable?: boolean }} [options.volume]
   */
  constructor(image, words, { env = {}, volume } = {}) {
    this.image = image;
    this.env = { ...image.env, ...env };
    this.output = '';
    const { root } = image;
    if (volume !== undefined) fs.mkdirSync(path.join(root, volume.to), { recursive: true });
    const script = [
      'set -e',
      'mount --make-rprivate /',
      `mount --bind ${root} ${root}`,
      `mount -o remount,bind,ro ${root}`,
      `mount -t proc proc ${root}/proc`,
      ...(volume === undefined ? [] : [`mount --bind ${volume.from} ${root}${volume.to}`]),
      ...(volume === undefined || volume.writable ? [] : [`mount -o remount,bind,ro ${root}${volume.to}`]),
      'exec "$@"',
    ].join('\n');
    const command = this.#inRoot(image.user, [...image.entrypoint, ...words]);
    this.child = spawn(
      'unshare',
      ['--mount', '--pid', '--fork', '--kill-child', '/bin/sh', '-c', script, 'sh', ...command],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    for (const stream of [this.child.stdout, this.child.stderr])
      stream.on('data', (chunk) => (this.output += chunk));
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', resolve);
    });
  }

  /** The pid of process 1, as this machine sees it; undefined before it is there. */
  get pid() {
    const { pid } = this.child;
    try {
      const [first] = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
      return first === '' ? undefined : Number(first);
    } catch {
      return undefined;
    }
  }

  /** Whether process 1 has become Node: before that it mounts. */
  get isNode() {
    try {
      return fs.readFileSync(`/proc/${this.pid}/comm`, 'utf8').trim() === 'node';
    } catch {
      return false;
    }
  }

  /** What the kernel says of process 1: its user, group and number in its own namespace. */
  identity() {
    const status = fs.readFileSync(`/proc/${this.pid}/status`, 'utf8');
    const field = (name) => new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(status)?.[1]?.split(/\s+/) ?? [];
    return { uid: field('Uid')[0], gid: field('Gid')[0], pid: field('NSpid').at(-1) };
  }

  /** Runs a command beside process 1, as `docker exec` does. */
  exec(words, { user = this.image.user } = {}) {
    const inside = ['--target', String(this.pid), '--pid', '--mount', ...this.#inRoot(user, words)];
    try {
      return { code: 0, output: execFileSync('nsenter', inside, { encoding: 'utf8', stdio: 'pipe' }) };
    } catch (error) {
      return { code: error.status, output: `${error.stdout}${error.stderr}` };
    }
  }

  signal(name) {
    const { pid } = this;
    // Gone already; 0 would be everybody.
    if (pid === undefined) return;
    try {
      process.kill(pid, name);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }

  #inRoot(user, words) {
    const variables = Object.entries(this.env).map(([name, value]) => `${name}=${value}`);
    const inside = ['env', '-i', `--chdir=${this.image.workdir}`, ...variables, ...words];
    return ['chroot', `--userspec=${user}`, '--groups=', this.image.root, ...inside];
  }
}
