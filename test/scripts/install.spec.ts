import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { NPM_STAND_IN } from './npm-stand-in';
import { SOON_MS } from '../support/soon';

const SCRIPTS = path.resolve(__dirname, '..', '..', 'scripts');

const LOCK = {
  '': { optionalDependencies: { builder: '1.0.0' } },
  'node_modules/service': { version: '1.0.0' },
  'node_modules/builder': { version: '1.0.0', optional: true },
  'node_modules/tester': { version: '1.0.0', dev: true },
};

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'partner-client-service-install-'));
  fs.cpSync(SCRIPTS, inFolder('scripts'), { recursive: true });
  fs.writeFileSync(inFolder('npm-cli.js'), NPM_STAND_IN);
  writeLock(LOCK);
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

const inFolder = (name: string): string => path.join(folder, name);

function writeLock(packages: object): void {
  fs.writeFileSync(inFolder('package-lock.json'), JSON.stringify({ packages }));
}

function begin(set: 'running' | 'developing'): { child: ChildProcess; ended: Promise<[unknown, string]> } {
  const child = spawn(process.execPath, ['scripts/install.mjs', set], {
    cwd: folder,
    env: { PATH: process.env['PATH'], npm_execpath: inFolder('npm-cli.js') },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  const ended = new Promise<[unknown, string]>((resolve) => {
    child.once('close', (code, signal) => {
      resolve([code ?? signal, output]);
    });
  });
  return { child, ended };
}

async function install(set: 'running' | 'developing'): Promise<void> {
  const [code, output] = await begin(set).ended;
  if (code !== 0) throw new Error(output);
}

/** What npm was told, each time that it ran: the first words. */
function npmRuns(): string[] {
  if (!fs.existsSync(inFolder('npm.log'))) return [];
  const lines = fs.readFileSync(inFolder('npm.log'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => line.split(' --include=optional')[0] ?? '');
}

function installed(): string[] {
  const modules = inFolder('node_modules');
  return fs.existsSync(modules)
    ? fs
        .readdirSync(modules)
        .filter((name) => !name.startsWith('.'))
        .sort()
    : [];
}

/** Which of npm's commands wrote a package. */
const writtenBy = (name: string): string =>
  fs.readFileSync(inFolder(`node_modules/${name}/package.json`), 'utf8');

describe('installing', () => {
  it('brings what running needs, once', async () => {
    await install('running');
    await install('running');
    expect(installed()).toEqual(['builder', 'service']);
    expect(npmRuns()).toEqual(['ci --omit=dev']);
  });

  it('brings everything for developing, which serves running too', async () => {
    await install('developing');
    await install('running');
    expect(installed()).toEqual(['builder', 'service', 'tester']);
    expect(npmRuns()).toEqual(['ci --include=dev']);
  });

  it('puts the rest beside what running has brought, in place of what was left half done', async () => {
    await install('running');
    fs.mkdirSync(inFolder('node_modules/tester'));
    fs.writeFileSync(inFolder('node_modules/tester/package.json'), 'half of it');
    await install('developing');
    expect(npmRuns()).toEqual(['ci --omit=dev', 'install --no-save --include=dev']);
    expect(['service', 'builder', 'tester'].map(writtenBy)).toEqual(['ci', 'ci', 'install']);
  });

  it('is done anew for another version, and leaves developing what it had', async () => {
    await install('developing');
    writeLock({ ...LOCK, 'node_modules/service': { version: '1.0.1' } });
    await install('running');
    expect(npmRuns()).toEqual(['ci --include=dev', 'ci --include=dev']);
  });

  it('fails when npm goes on without an optional package that package.json names', async () => {
    fs.writeFileSync(inFolder('unreachable'), 'node_modules/builder');
    await expect(install('running')).rejects.toThrow('missing: node_modules/builder');
  });

  it('waits for another one, and finds what that has brought', async () => {
    fs.writeFileSync(inFolder('hold'), '');
    const first = begin('running');
    await waitUntil(() => npmRuns().length === 1, { withinMs: SOON_MS });
    const second = begin('running');
    let said = '';
    second.child.stdout?.on('data', (text) => (said += String(text)));
    expect(await waitUntil(() => said.includes('waiting for it'), { withinMs: SOON_MS })).toBe(true);
    fs.rmSync(inFolder('hold'));
    expect((await first.ended)[0]).toBe(0);
    expect((await second.ended)[0]).toBe(0);
    expect(npmRuns()).toHaveLength(1);
  });

  it('leaves neither half a package nor an npm when it is stopped', async () => {
    fs.writeFileSync(inFolder('hold'), '');
    const { child, ended } = begin('running');
    await waitUntil(() => installed().length === 2, { withinMs: SOON_MS });
    const npm = Number(fs.readFileSync(inFolder('.local/npm.pid'), 'utf8'));
    child.kill('SIGTERM');
    expect((await ended)[0]).toBe(1);
    expect(installed()).toEqual([]);
    expect(() => process.kill(npm, 0)).toThrow(/ESRCH/);
  });
});
