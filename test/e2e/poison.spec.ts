import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { client } from '../support/clients';
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

describe('an item that', () => {
  let service: Service;
  let folder: string;

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'poison-'));
    const hook = path.join(folder, 'misbehaviour.cjs');
    fs.writeFileSync(hook, MISBEHAVIOUR);
    fs.chmodSync(folder, 0o755);
    service = await startService({
      env: {
        NODE_OPTIONS: `--require ${hook}`,
        CAREFUL_AFTER_ATTEMPTS: '1',
        QUEUE_LOCK_MS: '1000',
        QUEUE_STALLED_MS: '500',
        BLOCKED_LOOP_LIMIT_MS: '2000',
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it.each(['throws', 'kills', 'hangs'])(
    '%s is set aside in the end, and its 99 neighbours are decided as usual',
    async (how) => {
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
      expect(service.logs().filter((line) => line.includes('"event":"loop_blocked"'))).toHaveLength(
        how === 'hangs' ? 1 : 0,
      );
      for (const line of service.logs()) expect(JSON.parse(line)).toHaveProperty('level');
    },
  );
});
