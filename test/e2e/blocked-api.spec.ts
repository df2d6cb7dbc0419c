import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { bodyOf, clientWith } from '../support/claims';
import { type Service, startService } from '../support/service';
import { SOON_MS } from '../support/soon';
import { expectNothingStored } from '../support/stored';
import { SYNCHRONOUS } from '../support/synchronous-request';

/** Loaded into the API by the test alone: reading a marked text never ends. The product has no such hook. */
const MISBEHAVIOUR = `
  const parse = JSON.parse;
  JSON.parse = (text, ...rest) => {
    if (typeof text === 'string' && text.startsWith('"poison\\\\u002d')) for (;;);
    return parse(text, ...rest);
  };
`;
const LIMIT_MS = 2_000;

describe('an API process', () => {
  let service: Service;
  let folder: string;
  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'misbehaviour-'));
    const hook = path.join(folder, 'misbehaviour.cjs');
    fs.writeFileSync(hook, MISBEHAVIOUR);
    fs.chmodSync(folder, 0o755);
    service = await startService({
      env: { NODE_OPTIONS: `--require ${hook}`, BLOCKED_LOOP_LIMIT_MS: `${LIMIT_MS}` },
    });
  });
  afterAll(async () => {
    await service.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it('that stood still as a whole, for longer than its loop may, goes on', async () => {
    const { api } = service.pids;
    process.kill(api, 'SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 2 * LIMIT_MS));
    process.kill(api, 'SIGCONT');
    const [partner] = service.partners;
    expect((await partner.decideAtOnce([clientWith('after', ['after'])])).counts.Completed).toBe(1);
    expect(service.pids.api).toBe(api);
  });

  it('whose loop an item blocks says so and ends; nothing is stored, and the next one works', async () => {
    const [partner] = service.partners;
    const { api } = service.pids;
    const item = bodyOf([clientWith('MARK', ['blocked'])]).replace('MARK', 'poison\\u002d1');
    await expectNothingStored(service, async () => {
      await expect(partner.post(SYNCHRONOUS, item)).rejects.toThrow();
      expect(await waitUntil(() => !isAlive(api), { withinMs: SOON_MS })).toBe(true);
    });
    const blocked = service.logs().filter((line) => line.includes('"event":"loop_blocked"'));
    expect(blocked.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ level: 'fatal', process: 'api', blocked_ms: LIMIT_MS }),
    ]);
    await service.startApi();
    expect((await partner.decideAtOnce([clientWith('next', ['next'])])).counts.Completed).toBe(1);
  });
});
