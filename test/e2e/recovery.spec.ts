import Redis from 'ioredis';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { clients } from '../support/clients';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { type Accepted } from '../support/status-document';

const BATCHES = 20;
const ITEMS = 5_000;

describe('after a crash, with production timings,', () => {
  let service: Service;
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(() => service.stop());

  async function undecided(): Promise<number> {
    const [row] = await rowsOf<{ count: number }>(
      service.databaseUrl,
      'SELECT count(*)::int FROM shards WHERE decided_at IS NULL',
    );
    return row?.count ?? 0;
  }

  async function submitMany(): Promise<Accepted[]> {
    const [partner] = service.partners;
    const accepted: Accepted[] = [];
    for (let batch = 0; batch < BATCHES; batch++) {
      accepted.push(await partner.submitClients(clients(`b${batch}`, ITEMS)));
    }
    return accepted;
  }

  /** Every accepted item is decided, once, and saved, once. */
  async function expectAllDecidedOnce(accepted: Accepted[]): Promise<void> {
    const [partner] = service.partners;
    const documents = await Promise.all(accepted.map((one) => partner.decided(one)));
    for (const { counts } of documents) expect(counts).toMatchObject({ total: ITEMS, Completed: ITEMS });
    const [row] = await rowsOf<{ results: number; records: number }>(
      service.databaseUrl,
      `SELECT (SELECT count(*)::int FROM item_results) AS results, (SELECT count(*)::int FROM partner_clients) AS records`,
    );
    expect(row).toEqual({ results: BATCHES * ITEMS, records: BATCHES * ITEMS });
  }

  it('a worker that is killed in the middle leaves its shards to the next one', async () => {
    const accepted = await submitMany();
    await service.killWorker();
    expect(await undecided()).toBeGreaterThan(0);
    await service.startWorker();
    await expectAllDecidedOnce(accepted);
  });

  it('Redis that forgets everything in the middle is filled again', async () => {
    const accepted = await submitMany();
    const redis = new Redis(service.redisUrl);
    await redis.flushdb();
    await redis.quit();
    expect(await undecided()).toBeGreaterThan(0);
    await expectAllDecidedOnce(accepted);
  });

  it('what an API that is killed right after its 202 had accepted is decided', async () => {
    const [partner] = service.partners;
    await partner.token();
    const inTime = Array.from({ length: 10 }, (_, n) => partner.submitClients(clients(`k${n}`, 10)));
    const accepted = await Promise.any(inTime);
    await service.killApi();
    const all = (await Promise.allSettled(inTime)).flatMap((one) =>
      one.status === 'fulfilled' ? [one.value] : [],
    );
    expect(all).toContainEqual(accepted);
    const decided = await waitUntil(async () => (await undecided()) === 0, { withinMs: 30_000 });
    expect(decided).toBe(true);
    await service.startApi();
    for (const one of all) expect((await partner.decided(one)).counts.Completed).toBe(10);
  });
});
