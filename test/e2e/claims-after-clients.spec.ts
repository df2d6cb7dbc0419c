import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { claimOf } from '../support/claims';
import { clients } from '../support/clients';
import { lockAwaited, whileHeld } from '../support/locks';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { type Accepted, type StatusDocument } from '../support/status-document';

const ROUNDS = 25;
/** Every fifth round sends client batches of several shards. */
const LARGE_EVERY = 5;

const completed = ({ counts }: StatusDocument): [number, number] => [counts.total, counts.Completed];

describe('a claims batch', () => {
  let service: Service;
  let partner: Partner;
  let other: Partner;
  beforeAll(async () => {
    service = await startService({ workers: 2, env: { QUEUE_LOCK_MS: '1000', QUEUE_STALLED_MS: '500' } });
    [partner, other] = service.partners;
  });
  afterAll(() => service.stop());

  /** Decisions of claims that were made before one of the same partner's client batches that stand before them. */
  const tooEarly = (): Promise<unknown[]> =>
    rowsOf(
      service.databaseUrl,
      `SELECT claims.batch_id, clients.batch_id FROM shards claims JOIN shards clients
         ON clients.partner_id = claims.partner_id AND clients.batch_id < claims.batch_id
       WHERE claims.record_kind = 'revenue-claims' AND clients.record_kind = 'clients'
         AND claims.decided_at IS NOT NULL
         AND (clients.decided_at IS NULL OR clients.decided_at > claims.decided_at)`,
    );

  /** Lets nobody save a client with this key while `work` goes on. */
  const whileClientHeld = <T>(key: string, work: () => Promise<T>): Promise<T> =>
    whileHeld(
      service.databaseUrl,
      [
        `INSERT INTO partner_clients (partner_id, partner_client_id, client_start_date, entity_type, batch_id, item_index)
         SELECT id, '${key}', now(), 'LLC', 0, 0 FROM partners WHERE client_id = '${partner.credentials.client_id}'`,
      ],
      work,
    );
  const stateOf = async ({ status_check_uri: uri }: Accepted): Promise<string> =>
    ((await partner.send(uri)).json() as StatusDocument).status;

  it(`finds all clients of the batches that were answered before it, in ${ROUNDS} rounds of several batches`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const size = round % LARGE_EVERY === 0 ? 5_500 : 40;
      const batches = [size, 3, 17].map((count, n) => clients(`${round}-${n}`, count));
      const accepted: Accepted[] = [];
      for (const [n, batch] of batches.entries()) {
        accepted.push(await partner.submitClients(batch));
        // One claim of every client that was sent so far, the latest first.
        const keys = batches.slice(0, n + 1).flatMap((sent) => sent.map((one) => one.partner_client_id));
        const claims = keys.map((key) => claimOf(key, `${n} ${key}`));
        accepted.push(await partner.submitClaims(claims.reverse().slice(0, 2_000)));
      }
      for (const document of await Promise.all(accepted.map((one) => partner.decided(one)))) {
        expect(completed(document)).toEqual(Array(2).fill(document.counts.total));
      }
    }
    expect(await tooEarly()).toEqual([]);
    expect(service.postgresLog()).not.toMatch(/deadlock/);
  });

  it('finds them also when they all wait behind one that takes long, and is not held back longer than that', async () => {
    const all = await whileClientHeld('slow-5', async () => {
      const first = await partner.submitClients(clients('slow', 10));
      await lockAwaited(service.databaseUrl);
      const claims = await partner.submitClaims([claimOf('slow-5', 'slow'), claimOf('after-2', 'after')]);
      const later = await partner.submitClients(clients('after', 3));
      const laterClaims = await partner.submitClaims([claimOf('after-2', 'after 2')]);
      // What came after the claims goes on: it is only they that wait.
      expect(completed(await partner.decided(later))).toEqual([3, 3]);
      expect(await Promise.all([first, claims, laterClaims].map(stateOf))).toEqual(Array(3).fill('Pending'));
      return [first, claims, laterClaims];
    });
    const [first, claims, laterClaims] = await Promise.all(all.map((one) => partner.decided(one)));
    expect(first?.counts.Completed).toBe(10);
    expect(claims?.counts).toMatchObject({ total: 2, Completed: 2 });
    expect(laterClaims?.counts.Completed).toBe(1);
    expect(await tooEarly()).toEqual([]);
  });

  it('waits neither for clients that were sent after it nor for those of another partner', async () => {
    await partner.decideClients(clients('known', 1));
    await other.decideClients(clients('known', 1));
    await whileClientHeld('stuck-0', async () => {
      const before = await partner.submitClaims([claimOf('known-0', 'before')]);
      await partner.submitClients(clients('stuck', 1));
      await lockAwaited(service.databaseUrl);
      expect(completed(await partner.decided(before))).toEqual([1, 1]);
      const theirs = await other.submitClaims([claimOf('known-0', 'theirs', { currency: 'EUR' })]);
      expect(completed(await other.decided(theirs))).toEqual([1, 1]);
    });
  });

  it('waits for them also when the worker that decides them dies', async () => {
    const all = await whileClientHeld('dies-7', async () => {
      const first = await partner.submitClients(clients('dies', 20));
      await lockAwaited(service.databaseUrl);
      const claims = await partner.submitClaims(
        clients('dies', 20).map(({ partner_client_id: key }) => claimOf(key, key)),
      );
      // One of the two had the clients; whoever comes next must not decide the claims first.
      await service.killWorker();
      await service.killWorker();
      return [first, claims];
    });
    await Promise.all([service.startWorker(), service.startWorker()]);
    const isDecided = async (): Promise<boolean> => {
      const [row] = await rowsOf<{ count: number }>(
        service.databaseUrl,
        'SELECT count(*)::int FROM shards WHERE decided_at IS NULL',
      );
      return row?.count === 0;
    };
    expect(await waitUntil(isDecided, { withinMs: 30_000, everyMs: 50 })).toBe(true);
    for (const one of all) expect(completed(await partner.decided(one))).toEqual([20, 20]);
    expect(await tooEarly()).toEqual([]);
  });
});
