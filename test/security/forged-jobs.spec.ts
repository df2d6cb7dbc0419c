import Bull, { type JobOptions, type Queue } from 'bull';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { claimOf } from '../support/claims';
import { clients } from '../support/clients';
import { type Service, startService } from '../support/service';
import { SOON_MS } from '../support/soon';
import { rowsOf } from '../support/sql';
import { type Accepted } from '../support/status-document';

const HUGE = '9223372036854775808'; // one above what a bigint holds
const LANES = ['small', 'bulk'] as const;

/** What a job says when it is ours. */
interface Ids {
  partnerId: string;
  batchId: string;
}

/** Jobs that Bull was made to hold by somebody who can write into Redis, for a waiting batch of A. None of them may decide anything. */
function forgedJobs({ partnerId: a, batchId }: Ids, b: string): [what: string, text: string][] {
  const job = { partnerId: b, batchId, shard: 0, attempt: 1 };
  const with_ = (changes: Record<string, unknown>): string => JSON.stringify({ ...job, ...changes });
  return [
    ['another partner’s id', with_({})],
    ['another partner’s id, carefully', with_({ attempt: 99 })],
    ['nobody’s id', with_({ partnerId: '999999' })],
    ['an id of zero', with_({ partnerId: '0' })],
    ['a negative id', with_({ partnerId: `-${a}` })],
    ['an empty id', with_({ partnerId: '' })],
    ['no id', with_({ partnerId: undefined })],
    ['null for an id', with_({ partnerId: null })],
    ['true for an id', with_({ partnerId: true })],
    ['an object for an id', with_({ partnerId: { id: a } })],
    ['several ids', with_({ partnerId: [b, a] })],
    ['two ids in one', with_({ partnerId: `${b},${a}` })],
    ['an id too large', with_({ partnerId: HUGE })],
    ['SQL for an id', with_({ partnerId: `${a}' OR '1'='1` })],
    ['a NUL in the id', with_({ partnerId: `${a}\0` })],
    ['another batch', with_({ partnerId: a, batchId: '999999' })],
    ['no batch', with_({ partnerId: a, batchId: undefined })],
    ['SQL for a batch', with_({ partnerId: a, batchId: '0 OR true' })],
    ['a batch too large', with_({ partnerId: a, batchId: HUGE })],
    ['an object for a batch', with_({ partnerId: a, batchId: { toString: 1 } })],
    ['a shard that is not there', with_({ partnerId: a, shard: 1 })],
    ['a negative shard', with_({ partnerId: a, shard: -1 })],
    ['half a shard', with_({ partnerId: a, shard: 0.5 })],
    ['a shard too large', with_({ partnerId: a, shard: 1e300 })],
    ['a text for a shard', with_({ partnerId: a, shard: 'x' })],
    ['null for a shard', with_({ partnerId: a, shard: null })],
    [
      'another partner’s id in a prototype',
      `{"__proto__":{"partnerId":"${b}"},"batchId":"${batchId}","shard":0,"attempt":1}`,
    ],
    [
      'a prototype and a constructor',
      with_({ constructor: { prototype: { partnerId: a } }, ['__proto__']: { partnerId: a } }),
    ],
    [
      'members that nobody knows',
      with_({ role: 'owner', partner_id: a, sql: 'DELETE FROM shards', extra: [1] }),
    ],
    ['nothing', '{}'],
    ['null', 'null'],
    ['a text', '"x"'],
    ['a list', '[]'],
    ['a number', '1'],
  ];
}

describe('jobs that somebody else put into Redis', () => {
  let service: Service;
  let queues: Record<(typeof LANES)[number], Queue>;
  let waiting: Accepted;
  let ofA: Ids;
  let idOfB: string;

  beforeAll(async () => {
    service = await startService();
    const open = (name: string): Queue => new Bull(name, service.redisUrl, { prefix: service.queuePrefix });
    queues = { small: open('small'), bulk: open('bulk') };
    const [a, b] = service.partners;
    await a.decideClients(clients('known', 1));
    const ids = await rowsOf<{ id: string; client_id: string }>(
      service.databaseUrl,
      'SELECT id, client_id FROM partners',
    );
    const idOf = (clientId: string): string => ids.find(({ client_id }) => client_id === clientId)?.id ?? '';
    idOfB = idOf(b.credentials.client_id);
    // What release may not see it does not hand out: A's batch waits for nobody but the forger.
    await rowsOf(service.databaseUrl, 'ALTER POLICY hand_out ON shards USING (item_count <> 3)');
    waiting = await a.submitClaims([1, 2, 3].map((n) => claimOf('known-0', `waiting ${n}`)));
    const [batch] = await rowsOf<{ id: string }>(
      service.databaseUrl,
      'SELECT id FROM batches WHERE status_check_id = $1',
      [waiting.status_check_id],
    );
    ofA = { partnerId: idOf(a.credentials.client_id), batchId: batch?.id ?? '' };
  });
  afterAll(async () => {
    await Promise.all(Object.values(queues).map((queue) => queue.close()));
    await service.stop();
  });

  /** Everything that deciding could change, of both partners. */
  const state = (): Promise<unknown> =>
    rowsOf(
      service.databaseUrl,
      `SELECT (SELECT json_agg(s ORDER BY s.batch_id) FROM shards s) AS shards, (SELECT count(*) FROM item_results) AS results,
         (SELECT count(*) FROM revenue_claims) AS claims, (SELECT count(*) FROM partner_clients) AS clients`,
    );

  /** Puts a job with this text into Bull, as its own `add` would, and waits until a worker has ended it. */
  async function forge(
    lane: (typeof LANES)[number],
    text: string,
    options: JobOptions = {},
  ): Promise<string> {
    const queue = queues[lane];
    await queue.pause();
    const job = await queue.add({}, { removeOnComplete: false, removeOnFail: false, ...options });
    await queue.client.hset(queue.toKey(String(job.id)), 'data', text);
    await queue.resume();
    let ended = '';
    const isEnded = async (): Promise<boolean> =>
      ['completed', 'failed'].includes((ended = await job.getState()));
    expect([text, await waitUntil(isEnded, { withinMs: SOON_MS })]).toEqual([text, true]);
    return ended;
  }

  it('decide nothing and change nothing, whatever they say', async () => {
    const before = await state();
    const ends: string[] = [];
    for (const lane of LANES) {
      for (const [what, text] of forgedJobs(ofA, idOfB)) {
        ends.push(await forge(lane, text));
        expect([what, await state()]).toEqual([what, before]);
      }
    }
    // Those of well-formed ids find nothing to do; the others fail, and nothing else happens.
    expect(new Set(ends)).toEqual(new Set(['completed', 'failed']));
    expect(service.workers.map(({ isRunning }) => isRunning)).toEqual([true]);
    expect(service.logs().filter((line) => line.includes('release_postponed'))).toEqual([]);
    process.stderr.write(
      `forged jobs: ${ends.length}, of which ${ends.filter((end) => end === 'failed').length} failed\n`,
    );
  });

  it('are not tried again as often as they say, and do not hold the workers up', async () => {
    const before = await state();
    await forge('small', '{"partnerId":"x"}', { attempts: 3, priority: 1 });
    expect(await state()).toEqual(before);
    const [, b] = service.partners;
    const { counts } = await b.decideClients(clients('after', 2));
    expect(counts.Completed).toBe(2);
  });

  it('decide the shard that they name when they are right: once, as a job that comes again would', async () => {
    const right = JSON.stringify({ ...ofA, shard: 0, attempt: 1, extra: 'ignored' });
    expect(await forge('small', right)).toBe('completed');
    const { counts } = await service.partners[0].decided(waiting);
    expect(counts).toMatchObject({ total: 3, Completed: 3 });
    const after = await state();
    expect(await forge('bulk', right)).toBe('completed');
    expect(await state()).toEqual(after);
  });

  it('would decide another partner’s shard if PostgreSQL did not keep partners apart, which these tests would notice', async () => {
    const accepted = await service.partners[0].submitClients(clients('unguarded', 3));
    const [batch] = await rowsOf<{ id: string }>(
      service.databaseUrl,
      'SELECT id FROM batches WHERE status_check_id = $1',
      [accepted.status_check_id],
    );
    const forged = JSON.stringify({ partnerId: idOfB, batchId: batch?.id, shard: 0, attempt: 1 });
    const savedForB = (): Promise<unknown[]> =>
      rowsOf(
        service.databaseUrl,
        `SELECT FROM partner_clients WHERE partner_id = $1 AND starts_with(partner_client_id, 'unguarded')`,
        [idOfB],
      );
    await forge('small', forged);
    expect(await savedForB()).toHaveLength(0);
    for (const table of ['batches', 'shards', 'shard_payloads'])
      await rowsOf(service.databaseUrl, `ALTER POLICY own ON ${table} USING (true) WITH CHECK (true)`);
    await rowsOf(service.databaseUrl, 'ALTER POLICY own ON partners USING (true)');
    await forge('small', forged);
    expect(await savedForB()).toHaveLength(3);
  });
});
