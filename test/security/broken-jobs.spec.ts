import Bull, { type Queue } from 'bull';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { clients } from '../support/clients';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';

/** More than a worker has slots in the lane (libs/queue/src/lanes.ts): what held one slot for good would hold them all. */
const OF_EACH = 8;
/** Bull pauses a slot for 5 s after each error of its own. */
const TAKEN_WITHIN_MS = 20_000;
const BATCH_ITEMS = 3;

type Break = (queue: Queue, key: string) => Promise<unknown>;
/** Writes over one field of what Bull keeps of a job. */
const field =
  (name: string, text: string): Break =>
  (queue, key) =>
    queue.client.hset(key, name, text);

/** What somebody who can write into Redis makes of jobs, so that Bull itself cannot read them, or reads more than a job. */
const BREAKS: Readonly<Record<string, Break>> = {
  'data that are no JSON': field('data', '{"partnerId":'),
  'data of bytes that are no text': (queue, key) => queue.client.hset(key, 'data', Buffer.from([0xff, 0])),
  'options that are no JSON': field('opts', '{'),
  'null for options': field('opts', 'null'),
  'options to repeat': field('opts', '{"repeat":{"cron":"* * * * *"},"attempts":-1}'),
  'options to be given up at once': field('opts', '{"timeout":1,"backoff":{"type":"constructor"}}'),
  'a name that has no processor': field('name', 'nobody'),
  'a name that every object has': field('name', 'constructor'),
  'the name of a prototype': field('name', '__proto__'),
  'a stack that is no JSON': field('stacktrace', '{'),
  'progress that is a line of the log': field(
    'progress',
    '{\n{"level":"info","time":"2026-01-01T00:00:00.000Z","process":"worker","msg":"forged"}\n',
  ),
  'numbers that are none': (queue, key) =>
    queue.client.hset(key, { attemptsMade: 'x', timestamp: 'x', delay: 'x' }),
  'no fields at all': (queue, key) => queue.client.del(key),
  'a list in their place': async (queue, key) => {
    await queue.client.del(key);
    await queue.client.rpush(key, 'x');
  },
  'a text in their place': (queue, key) => queue.client.set(key, '{}'),
};

describe('jobs that Bull itself cannot read', () => {
  let service: Service;
  let queue: Queue;
  beforeAll(async () => {
    service = await startService();
    queue = new Bull('small', service.redisUrl, { prefix: service.queuePrefix });
    await queue.isReady();
  });
  afterAll(async () => {
    await queue.close();
    await service.stop();
  });

  /** Puts broken jobs in front of all others, and waits until a worker has taken every one. */
  async function putBroken(broken: Break): Promise<void> {
    await queue.pause();
    for (let n = 0; n < OF_EACH; n++) {
      const { id } = await queue.add({}, { lifo: true });
      await broken(queue, queue.toKey(String(id)));
    }
    expect(await queue.getWaitingCount()).toBeGreaterThanOrEqual(OF_EACH);
    await queue.resume();
  }
  const areTaken = async (): Promise<boolean> => (await queue.getWaitingCount()) === 0;

  it.each(Object.entries(BREAKS))(
    'do not keep a worker from deciding, when they have %s',
    async (what, broken) => {
      await putBroken(broken);
      const startedAt = performance.now();
      const documents = await Promise.all(
        service.partners.map((partner) => partner.decideClients(clients(what, BATCH_ITEMS))),
      );
      const decidedAfterMs = Math.round(performance.now() - startedAt);
      expect(documents.map(({ counts }) => counts.Completed)).toEqual([BATCH_ITEMS, BATCH_ITEMS]);
      expect(await waitUntil(areTaken, { withinMs: TAKEN_WITHIN_MS })).toBe(true);
      process.stderr.write(`${OF_EACH} jobs with ${what}: batches decided after ${decidedAfterMs} ms\n`);
    },
  );

  it('have left nothing undecided, nothing decided twice, and the same worker at work', async () => {
    const [counts] = await rowsOf(
      service.databaseUrl,
      `SELECT (SELECT count(*)::int FROM shards WHERE decided_at IS NULL) AS undecided,
         (SELECT count(*)::int FROM item_results) AS results, (SELECT count(*)::int FROM partner_clients) AS clients`,
    );
    const items = Object.keys(BREAKS).length * service.partners.length * BATCH_ITEMS;
    expect(counts).toEqual({ undecided: 0, results: items, clients: items });
    expect(service.workers.map(({ isRunning }) => isRunning)).toEqual([true]);
    expect(await service.killWorker('SIGTERM')).toBe('exit code 0');
    const fatal = service.logs().filter((line) => line.includes('"level":"fatal"'));
    expect(fatal).toEqual([]);
  });

  it('have written nothing into the log but lines of the worker’s own', () => {
    const isOwn = (line: string): boolean => {
      try {
        return (JSON.parse(line) as { msg: string }).msg !== 'forged';
      } catch {
        return false;
      }
    };
    expect(service.logs().filter((line) => !isOwn(line))).toEqual([]);
    // Bull did repeat what it could not read.
    expect(service.logs().filter((line) => line.includes('forged')).length).toBeGreaterThanOrEqual(OF_EACH);
  });
});
