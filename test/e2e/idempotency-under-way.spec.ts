import { gzipSync } from 'node:zlib';
import { openRaw } from '../../apps/api/src/testing/raw-exchange';
import { clients } from '../support/clients';
import { type Answer } from '../support/http';
import { lockAwaited, whileHeld } from '../support/locks';
import { expectProblem } from '../support/problems';
import { Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { expectNothingStored, storedBy } from '../support/stored';
import { type Accepted } from '../support/status-document';

const WAIT_MS = 2_000;
const PATHS = ['/api/v1/clients', '/data/v1/clients'] as const;
/** Lets requests come as far as storing the batch, their key claimed already, and no further. */
const HOLD_STORING = ['LOCK TABLE shard_payloads IN SHARE MODE'];

describe('while the first request with an Idempotency-Key is under way', () => {
  let service: Service;
  /** The same partner at each of two API processes. */
  let atEachApi: readonly Partner[];
  beforeAll(async () => {
    service = await startService({ apis: 2, env: { IDEMPOTENCY_WAIT_MS: `${WAIT_MS}` } });
    const { credentials } = service.partners[0];
    atEachApi = service.apis.map((api) => new Partner(() => api.url, credentials));
    await Promise.all([...service.partners, ...atEachApi].map((partner) => partner.token()));
  });
  afterAll(() => service.stop());

  const post = (key: string, body: unknown = [{}], path: string = PATHS[0]): Promise<Answer> =>
    service.partners[0].post(path, body, { 'idempotency-key': key });
  const idIn = (answer: Answer): string => (answer.json() as Accepted).status_check_id;

  /** Expects that `work` ends with exactly one batch more than before, whose items are all decided. */
  async function expectOneBatch(work: () => Promise<Answer>): Promise<void> {
    const before = await storedBy(service);
    const answer = await work();
    expect(answer.status).toBe(202);
    await service.partners[0].decided(answer.json() as Accepted);
    const after = await storedBy(service);
    expect([after.batches - before.batches, after.keys - before.keys]).toEqual([1, 1]);
  }

  /** An attempt as the service would make it, in a transaction of the test's own, which claims the key and comes no further. */
  async function claimed<T>(key: string, work: () => Promise<T>): Promise<T> {
    const [partner] = await rowsOf<{ id: string }>(
      service.databaseUrl,
      'SELECT id FROM partners WHERE client_id = $1',
      [service.partners[0].credentials.client_id],
    );
    const statements = [
      `SELECT set_config('app.partner', '${partner?.id ?? ''}', true)`,
      `INSERT INTO idempotency_keys (idempotency_key, record_kind, body_sha256, status_check_id, uri_prefix)
         VALUES ('${key}', 'clients', '', gen_random_uuid(), '')`,
    ];
    return whileHeld(service.partnerPathUrl, statements, work);
  }

  it('the second waits for the stated time, and is refused with 409 then', async () => {
    await claimed('busy', () =>
      expectNothingStored(service, async () => {
        const begunMs = performance.now();
        expectProblem(await post('busy'), 'idempotency-in-progress');
        const waitedMs = performance.now() - begunMs;
        expect(waitedMs).toBeGreaterThan(WAIT_MS - 50);
        expect(waitedMs).toBeLessThan(WAIT_MS + 1_000);
      }),
    );
    await expectOneBatch(() => post('busy'));
  });

  it('the second takes its place when the first fails meanwhile', async () => {
    await expectOneBatch(async () => {
      const second = await claimed('fails', async () => {
        const waiting = post('fails');
        await lockAwaited(service.databaseUrl);
        return [waiting];
      });
      return second[0] as Promise<Answer>;
    });
  });

  it('a first request that waits for something else is answered 503, not as if it were the second', async () => {
    const { client_id } = service.partners[0].credentials;
    const held = [`SELECT FROM partners WHERE client_id = '${client_id}' FOR UPDATE`];
    await whileHeld(service.databaseUrl, held, () =>
      expectNothingStored(service, async () => {
        expectProblem(await post('held'), 'database-away');
      }),
    );
    await expectOneBatch(() => post('held'));
  });

  it('another partner with the same key waits for nobody', async () => {
    await claimed('others', async () => {
      const begunMs = performance.now();
      const answer = await service.partners[1].post(PATHS[0], [{}], { 'idempotency-key': 'others' });
      expect(answer.status).toBe(202);
      expect(performance.now() - begunMs).toBeLessThan(WAIT_MS / 2);
    });
  });

  it('the second waits until the batch is stored, and gets the first one’s answer', async () => {
    await expectOneBatch(async () => {
      const both = await whileHeld(service.databaseUrl, HOLD_STORING, async () => {
        const first = post('waits');
        await lockAwaited(service.databaseUrl, 1);
        const second = post('waits', [{}], PATHS[1]);
        await lockAwaited(service.databaseUrl, 2);
        return [first, second];
      });
      const [first, second] = (await Promise.all(both)) as [Answer, Answer];
      expect([second.status, second.text]).toEqual([202, first.text]);
      return first;
    });
  });

  /** Sends to both APIs in turn, every other pair of requests compressed. */
  const postAnywhere = (key: string, n: number, body: unknown): Promise<Answer> => {
    const isZipped = n % 4 > 1;
    const text = JSON.stringify(body);
    const partner = atEachApi[n % atEachApi.length] as Partner;
    return partner.post(PATHS[n % 3 === 0 ? 1 : 0], isZipped ? new Uint8Array(gzipSync(text)) : text, {
      'idempotency-key': key,
      ...(isZipped && { 'content-encoding': 'gzip' }),
    });
  };

  it('twenty at once, at two APIs, under both prefixes, in gzip and plain, make one batch and get one answer', async () => {
    await expectOneBatch(async () => {
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, n) => postAnywhere('twenty', n, clients('twenty', 100))),
      );
      expect(all.map(({ status }) => status)).toEqual(Array(20).fill(202));
      expect(new Set(all.map(({ text }) => text)).size).toBe(1);
      return all[0] as Answer;
    });
  });

  it('of twenty at once, at two APIs, with two different bodies those with one are accepted, as one batch, and the others refused', async () => {
    await expectOneBatch(async () => {
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, n) => postAnywhere('two', n, n % 5 < 2 ? [{}] : [1])),
      );
      const accepted = all.filter(({ status }) => status === 202);
      const refused = all.filter(({ status }) => status !== 202);
      expect([8, 12]).toContain(accepted.length);
      expect(new Set(accepted.map(idIn)).size).toBe(1);
      for (const answer of refused) expectProblem(answer, 'idempotency-mismatch');
      return accepted[0] as Answer;
    });
  });

  it('and the database does not take the batch in time, it is refused with 503, and the repeated request makes one batch', async () => {
    await expectOneBatch(async () => {
      await whileHeld(service.databaseUrl, HOLD_STORING, async () => {
        expectProblem(await post('stuck'), 'database-away');
      });
      return post('stuck');
    });
  });

  it('its client leaves: the repeated request makes no second batch', async () => {
    const token = await service.partners[0].token();
    await expectOneBatch(async () => {
      await whileHeld(service.databaseUrl, HOLD_STORING, async () => {
        const exchange = openRaw(Number(new URL(service.apiUrl).port));
        exchange.socket.write(
          `POST ${PATHS[0]} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nIdempotency-Key: left\r\n` +
            'Content-Type: application/json\r\nContent-Length: 4\r\n\r\n[{}]',
        );
        await lockAwaited(service.databaseUrl);
        exchange.socket.resetAndDestroy();
      });
      return post('left', '[{}]');
    });
  });

  it.each([
    ['that travels with its commit', 10],
    ['of several shards', 5_001],
  ])(
    'the API is killed, storing a batch %s: the repeated request makes one batch in all',
    async (_what, count) => {
      const body = clients(`killed-${count}`, count);
      const key = `killed-${count}`;
      await expectOneBatch(async () => {
        const attempt = await whileHeld(service.databaseUrl, HOLD_STORING, async () => {
          const outcome = Promise.allSettled([post(key, body)]);
          await lockAwaited(service.databaseUrl);
          await service.killApi();
          return outcome;
        });
        expect(attempt.map(({ status }) => status)).toEqual(['rejected']);
        await service.startApi();
        return post(key, body);
      });
    },
  );
});
