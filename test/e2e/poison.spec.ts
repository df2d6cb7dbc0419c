import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { client } from '../support/clients';
import { send } from '../support/http';
import { type Service, startService } from '../support/service';

/**
 * Loaded into worker and child by the test alone: JSON.parse, with which items are read, misbehaves at a marked text.
 * The product has no such hook.
 */
const MISBEHAVIOUR = `
  const parse = JSON.parse;
  JSON.parse = (text, ...rest) => {
    if (typeof text === 'string' && text.startsWith('{"partner_client_id":"poison-')) {
      if (text.includes('poison-throws')) throw new Error('poison');
      if (text.includes('poison-kills')) process.kill(process.pid, 'SIGKILL');
      if (text.includes('poison-hangs')) for (;;);
    }
    return parse(text, ...rest);
  };
`;

/** Where the worker listens, as it was told. */
function workerPort({ pids: { workers } }: Service): string {
  const environment = fs.readFileSync(`/proc/${workers[0] ?? 0}/environ`, 'utf8').split('\0');
  return environment.find((entry) => entry.startsWith('WORKER_PORT='))?.slice('WORKER_PORT='.length) ?? '';
}

describe('an item that', () => {
  let service: Service;
  let folder: string;
  let hook: string;

  const start = (env: Record<string, string>): Promise<Service> =>
    startService({
      env: { NODE_OPTIONS: `--require ${hook}`, QUEUE_LOCK_MS: '1000', QUEUE_STALLED_MS: '500', ...env },
    });
  const events = (name: string): { attempt: number }[] =>
    service
      .logs()
      .filter((line) => line.includes(`"event":"${name}"`))
      .map((line) => JSON.parse(line) as { attempt: number });

  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'poison-'));
    hook = path.join(folder, 'misbehaviour.cjs');
    fs.writeFileSync(hook, MISBEHAVIOUR);
    fs.chmodSync(folder, 0o755);
  });
  afterEach(() => service.stop());
  afterAll(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it.each(['throws', 'kills', 'hangs'])(
    '%s is set aside in the end, and its 99 neighbours are decided as usual',
    async (how) => {
      service = await start({ CAREFUL_AFTER_ATTEMPTS: '1', BLOCKED_LOOP_LIMIT_MS: '2000' });
      const [partner] = service.partners;
      const items = Array.from({ length: 100 }, (_, n) => client(`${how}-neighbour-${n}`));
      items[40] = client(`poison-${how}`);
      items[99] = client(`${how}-neighbour-0`);
      const accepted = await partner.submitClients(items);
      if (how !== 'throws') {
        // By the item, or by the thread that watches: nobody else ends it here.
        await service.workerEnded();
        await service.startWorker();
      }
      const { counts, result } = await partner.decided(accepted);
      expect(counts).toEqual({ total: 100, Pending: 0, Completed: 98, Duplicate: 1, Conflict: 0, Failed: 1 });
      expect(result[40]?.status.state).toBe('Failed');
      expect(result[40]?.status.problems.map(({ code }) => code)).toEqual(['unprocessable']);
      expect(result[99]?.status.problems[0]?.duplicate_of).toEqual({ index: 0 });
      expect(events('item_set_aside')).toEqual([expect.objectContaining({ item_index: 40, attempt: 2 })]);
      expect(events('loop_blocked')).toHaveLength(how === 'hangs' ? 1 : 0);
      for (const line of service.logs()) expect(JSON.parse(line)).toHaveProperty('level');
    },
  );

  it('throws is tried as often as configured, then carefully, and no more', async () => {
    service = await start({ CAREFUL_AFTER_ATTEMPTS: '2' });
    const [partner] = service.partners;
    const { counts } = await partner.decideClients([client('poison-throws'), client('neighbour')]);
    expect(counts).toMatchObject({ total: 2, Completed: 1, Failed: 1 });
    expect(events('shard_not_decided').map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(events('decided_carefully').map(({ attempt }) => attempt)).toEqual([3]);
    const recoveries = await send(`http://127.0.0.1:${workerPort(service)}/health/recoveries`);
    expect(recoveries.json()).toMatchObject({
      shard_not_decided: 2,
      decided_carefully: 1,
      item_set_aside: 1,
    });
  });
});
