import fs from 'node:fs';
import path from 'node:path';
import { freePorts } from '../../scripts/embedded/free-port.mjs';
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
  // The API's, and the next one for the worker.
  inspectPort = await freePorts(2);
  dev = checkout.run('npm', ['run', 'dev', '--', '--inspect-port', `${inspectPort}`]);
  await checkout.comesUp(dev);
});
afterAll(() => checkout.remove());

const source = (): string => path.join(checkout.folder, 'apps/api/src/main.ts');
const compiled = (): string => path.join(checkout.folder, 'dist/apps/api/src/main.js');

const apiPid = (): number => checkout.stack()?.pids.api ?? 0;

const saysApi = (line: string): boolean => line.startsWith('api: ');

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

  it('shows once why the new code ends at once, and last what to do', async () => {
    const works = fs.readFileSync(source(), 'utf8');
    const before = dev.output().length;
    fs.writeFileSync(source(), `${works}throw new Error('boom');\n`);
    expect(await says('mend it: ')).toBe(true);
    const [thrown = '', ...shown] = dev.output().slice(before).split('\n').filter(saysApi);
    expect(thrown).toMatch(/^api: .*main\.ts:\d+$/);
    expect(shown.slice(0, 2)).toEqual(["api: throw new Error('boom');", 'api: Error: boom']);
    expect(dev.output()).toMatch(
      /api ended before it was ready \(exit code 1\); its log is .*\nmend it: .*\n$/,
    );

    fs.writeFileSync(source(), works);
    const again = (): boolean => dev.output().slice(before).includes('API and worker run the new code');
    expect(await waitUntil(again, { withinMs: RESTARTED_WITHIN_MS })).toBe(true);
    expect(dev.output().match(/Error: boom/g)).toHaveLength(1);
  });

  it('stops with exit code 0 and leaves no process', async () => {
    dev.child.kill('SIGTERM');
    expect(await dev.ended).toBe(0);
    expect(await checkout.processesLeft()).toEqual([]);
  });
});
