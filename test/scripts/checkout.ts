import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { type Stack } from '../../scripts/start/stack-file.mjs';
import { runProgram, type Running } from '../support/program';

const PROJECT = path.resolve(__dirname, '..', '..');
const COPIED = ['apps', 'libs', 'scripts', 'examples', 'dist', 'package.json', 'package-lock.json'];

/**
 * Test files that run at the same time must not take each other's port between looking and listening; nor one that
 * `freePort` gives, which ends at 30,000.
 */
const API_PORT = `${30_000 + 2 * (process.pid % 1_000)}`;
const DASHBOARD_PORT = `${Number(API_PORT) + 1}`;

/** What a user has in mind when starting: some seconds, and much more on a machine that is busy with other tests. */
const COMES_UP_WITHIN_MS = 40_000;
const GOES_DOWN_WITHIN_MS = 20_000;

/**
 * Links each package by itself: through one link to the whole folder an `npm ci` in the copy would empty the original.
 * What npm notes about the installation is a hidden file beside the packages, and copied.
 */
function linkPackages(from: string, to: string): void {
  fs.mkdirSync(to);
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isFile()) fs.copyFileSync(source, target);
    else fs.symlinkSync(source, target);
  }
}

/** A copy of the project with a .local/ of its own; installed and built like the original. */
export class Checkout {
  private readonly started: Running[] = [];

  constructor(readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'partner-client-service-checkout-'))) {
    // PostgreSQL runs as another user when this process is root's, and must be able to pass.
    fs.chmodSync(folder, 0o755);
    for (const name of COPIED) {
      fs.cpSync(path.join(PROJECT, name), path.join(folder, name), {
        recursive: true,
        preserveTimestamps: true,
      });
    }
    linkPackages(path.join(PROJECT, 'node_modules'), path.join(folder, 'node_modules'));
  }

  /** Runs a command here. Of the tester's environment only what finds programs and caches reaches it. */
  run(command: string, args: readonly string[], env: Record<string, string> = {}): Running {
    const { PATH, HOME, PARTNER_CLIENT_SERVICE_CACHE, XDG_CACHE_HOME } = process.env;
    const running = runProgram(command, args, {
      cwd: this.folder,
      env: { PATH, HOME, PARTNER_CLIENT_SERVICE_CACHE, XDG_CACHE_HOME, API_PORT, DASHBOARD_PORT, ...env },
    });
    this.started.push(running);
    return running;
  }

  /** Starts the stack and waits for its panel. */
  async start(env: Record<string, string> = {}): Promise<Running> {
    const running = this.run(process.execPath, ['scripts/start.mjs'], env);
    await this.comesUp(running);
    return running;
  }

  async comesUp(running: Running): Promise<void> {
    const isUp = (): boolean => running.output().includes('Ctrl-C stops it');
    const isOver = (): boolean => running.child.exitCode !== null || running.child.signalCode !== null;
    await waitUntil(() => isUp() || isOver(), { withinMs: COMES_UP_WITHIN_MS });
    if (!isUp()) throw new Error(`the stack did not come up:\n${running.output()}`);
  }

  /** Where the running stack says how it is; null when there is none. */
  stack(): Stack | null {
    const file = this.stackFile();
    return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Stack) : null;
  }

  stackFile(): string {
    return path.join(this.folder, '.local', 'stack.json');
  }

  /** Waits until no process has this folder in its command line; returns the command lines that still have. */
  async processesLeft(): Promise<string[]> {
    await waitUntil(() => this.processes().length === 0, { withinMs: GOES_DOWN_WITHIN_MS, everyMs: 100 });
    return this.processes();
  }

  private processes(): string[] {
    return fs
      .readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          const commandLine = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
          return commandLine.includes(this.folder) ? [commandLine] : [];
        } catch {
          return []; // it has ended meanwhile
        }
      });
  }

  /** Ends what still runs here and removes the folder. */
  async remove(): Promise<void> {
    for (const { child } of this.started) child.kill('SIGTERM');
    await Promise.all(this.started.map(({ ended }) => ended));
    await this.processesLeft();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
