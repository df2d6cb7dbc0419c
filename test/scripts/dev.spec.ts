import fs from 'node:fs';
import path from 'node:path';
import { freePort } from '../../scripts/embedded/free-port.mjs';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { send } from '../support/http';
import { type Running } from '../support/program';
import { Checkout } from './checkout';

const RESTARTED_WITHIN_MS = 40_000;

let checkout: Checkout;
let dev: Running;
let inspectPort: number;
beforeAll(async () => {
  checkout = new Checkout();
  inspectPort = await freePort();
  dev = checkout.run('npm', ['run', 'dev', '--', '--inspect-port', `${inspectPort}`]);
  await checkout.comesUp(dev);
});
afterAll(() => checkout.remove());

const source = (): string => path.join(checkout.folder, 'apps/api/src/main.ts');
const compiled = (): string => path.join(checkout.folder, 'dist/apps/api/src/main.js');

const apiPid = (): number => checkout.stack()?.pids.api ?? 0;

const says = (text: string): Promise<boolean> =>
  waitUntil(() => dev.output().includes(text), { withinMs: RESTARTED_WITHIN_MS, everyMs: 100 });

describe('npm run dev', () => {
  it('lets a debugger into the API', async () => {
    const { text } = await send(`http://127.0.0.1:${inspectPort}/json/list`);
    expect(text).toContain(compiled());
  });

  it('shows a source that cannot be compiled, and leaves what runs', async () => {
    const before = apiPid();
    fs.appendFileSync(source(), 'const broken = ;\n');
    expect(await says('not built: API and worker run on')).toBe(true);
    expect(dev.output()).toContain('const broken = ;');
    expect(apiPid()).toBe(before);
    expect((await send(`${checkout.stack()?.api ?? ''}/health/ready`)).status).toBe(200);
  });

  it('builds a changed source and has a new process answer', async () => {
    const before = apiPid();
    fs.writeFileSync(source(), fs.readFileSync(source(), 'utf8').replace('const broken = ;', 'void 0;'));
    expect(await says('API and worker run the new code')).toBe(true);
    expect(apiPid()).not.toBe(before);
    expect((await send(`${checkout.stack()?.api ?? ''}/health/ready`)).status).toBe(200);
    // What a debugger finds the lines of the source by.
    expect(JSON.parse(fs.readFileSync(`${compiled()}.map`, 'utf8'))).toMatchObject({ sources: [source()] });
  });

  it('stops with exit code 0 and leaves no process', async () => {
    dev.child.kill('SIGTERM');
    expect(await dev.ended).toBe(0);
    expect(await checkout.processesLeft()).toEqual([]);
  });
});
