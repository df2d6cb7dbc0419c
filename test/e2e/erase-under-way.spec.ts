import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { client, clients } from '../support/clients';
import { canary, type Erase, eraserOf } from '../support/erasing';
import { type Partner } from '../support/partner';
import { PartnersCommand } from '../support/partners-command';
import { type Service, startService } from '../support/service';
import { SOON_MS } from '../support/soon';
import { rowsOf } from '../support/sql';
import { type Accepted } from '../support/status-document';
import { placesOf } from '../support/stored-texts';

// Most of the time goes into starting commands, which takes seconds on a busy machine.
jest.setTimeout(180_000);

/** Sent while a client is erased: enough to begin before and, on most machines, to go on behind. */
const MOST_BATCHES = 60;

let service: Service;
let partner: Partner;
let partners: PartnersCommand;
let erase: Erase;
beforeAll(async () => {
  service = await startService();
  [partner] = service.partners;
  partners = new PartnersCommand(service.databaseUrl);
  erase = eraserOf(partners, partner);
});
afterAll(() => service.stop());

describe('a client that is sent while it is erased', () => {
  it('is either erased or saved, and never one in one place and the other elsewhere', async () => {
    const key = canary();
    const accepted: Accepted[] = [await partner.submitClients([client(key)])];
    await partner.decided(accepted[0] as Accepted);
    let ended = false as boolean;
    const erasing = erase(key).finally(() => (ended = true));
    while (!ended && accepted.length < MOST_BATCHES)
      accepted.push(await partner.submitClients([client(key)]));
    await erasing;
    const documents = await Promise.all(accepted.map((batch) => partner.decided(batch)));
    const kept = documents.map(({ result }) => result[0]).filter((element) => element?.data !== null);
    const completed = kept.filter((element) => element?.status.state === 'Completed');
    const saved = await rowsOf(
      service.databaseUrl,
      'SELECT b.status_check_id AS id FROM partner_clients c JOIN batches b ON b.id = c.batch_id WHERE partner_client_id = $1',
      [key],
    );
    // Whatever was kept came after the erasure, and the first of that was saved anew.
    expect([completed.length, saved.length]).toEqual(kept.length === 0 ? [0, 0] : [1, 1]);
    expect(documents.length - kept.length).toBeGreaterThan(0);
  });
});

describe('a client in a batch that is being stored when its erasure begins', () => {
  /** Longer than the command takes to begin and search. */
  const STORED_AFTER_S = 6;
  /** So long that the trigger knows it by its payload. */
  const LARGE_ITEMS = 400;

  beforeAll(() =>
    rowsOf(
      service.databaseUrl,
      `CREATE FUNCTION store_slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF length(NEW.payload) > 1000 THEN PERFORM pg_sleep(${STORED_AFTER_S}); END IF; RETURN NEW; END $$;
       CREATE TRIGGER slow BEFORE INSERT ON shard_payloads FOR EACH ROW EXECUTE FUNCTION store_slowly()`,
    ),
  );
  afterAll(() => rowsOf(service.databaseUrl, 'DROP FUNCTION store_slowly() CASCADE'));

  it('is erased there, too, although a later batch is there before it', async () => {
    const key = canary();
    const storing = partner.submitClients([client(key), ...clients(`stored-${key}`, LARGE_ITEMS)]);
    expect(await waitUntil(async () => (await sleeping()) > 0, { withinMs: SOON_MS })).toBe(true);
    const later = await partner.submitClients([client(`later-${key}`)]);
    await partner.decided(later);
    expect(await erase(key)).toMatchObject({ records: 1, items: 1 });
    const [first] = (await partner.decided(await storing)).result;
    expect(first?.data).toBeNull();
  });

  const sleeping = async (): Promise<number> => {
    const sql = `SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()`;
    return (await rowsOf<{ count: number }>(service.databaseUrl, sql))[0]?.count ?? 0;
  };
});

describe('an Idempotency-Key with the client’s key in it', () => {
  it('is forgotten at once when it is older than a day, and told of when it is not', async () => {
    const key = canary();
    for (const name of ['old', 'young'])
      await partner.decided(
        await partner.submitClients([client(`${name}-key`)], { 'idempotency-key': `${name}-${key}` }),
      );
    await rowsOf(
      service.databaseUrl,
      `UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE idempotency_key = $1`,
      [`old-${key}`],
    );
    expect(await erase(key)).toMatchObject({ idempotency_keys: 1, items: 0 });
    const left = await rowsOf(
      service.databaseUrl,
      'SELECT idempotency_key AS key FROM idempotency_keys WHERE idempotency_key LIKE $1',
      [`%${key}`],
    );
    expect(left).toEqual([{ key: `young-${key}` }]);
  });
});

describe('a client of which an item is under way', () => {
  it('is refused after the wait, and erased once the item is decided', async () => {
    const key = canary();
    await partner.decideClients([client(key)]);
    await service.killWorker('SIGTERM');
    const waiting = await partner.submitClients([client(key)]);
    const args = ['erase-client', '--partner', partner.credentials.client_id, '--client', key];
    const refused = await partners.run(...args, '--wait', '0', '--json');
    expect([refused.code, JSON.parse(refused.stderr)]).toEqual([
      1,
      {
        error: {
          code: 'client_under_way',
          message: expect.stringContaining(waiting.status_check_id) as unknown,
        },
      },
    ]);
    const begun = async (): Promise<number> =>
      (await rowsOf(service.databaseUrl, `SELECT FROM audit_events WHERE action = 'client_erasure_begun'`))
        .length;
    const begunBefore = await begun();
    const erasing = erase(key, '--wait', '600');
    const isWaited = async (): Promise<boolean> => (await begun()) > begunBefore;
    expect(await waitUntil(isWaited, { withinMs: 60_000 })).toBe(true);
    await service.startWorker();
    expect(await erasing).toMatchObject({ records: 1, items: 1 });
    expect(await placesOf(service.superuserUrl, key)).toEqual([]);
  });
});

describe('a command to erase', () => {
  it('speaks to people', async () => {
    const key = canary();
    const { id } = await partner.decideClients([client(key), client('somebody')]);
    const args = ['erase-client', '--partner', partner.credentials.client_id, '--client', key];
    const dryRun = await partners.run(...args, '--dry-run');
    expect(dryRun.stdout).toContain('Would erase of demo-payments: 1 record, 0 claims, 1 item of 1 batch.');
    expect(dryRun.stdout).toContain(`${id}: item 0`);
    expect((await partners.run(...args)).stdout).toContain('Erased of demo-payments: 1 record');
    expect((await partners.run(...args)).stdout).toContain('Nothing of this client is kept');
  });

  it.each([
    [2, 'wrong_usage', ['--partner', 'demo-payments']],
    [2, 'invalid_client_key', ['--partner', 'demo-payments', '--client', ' x']],
    [2, 'wrong_usage', ['--partner', 'demo-payments', '--client', 'x', '--wait', 'long']],
    [1, 'unknown_client_id', ['--partner', 'demo-paymnts', '--client', 'x']],
  ])('is refused with exit code %i and %s: %j', async (code, name, args) => {
    const ended = await partners.run('erase-client', ...args, '--json');
    expect([ended.code, (JSON.parse(ended.stderr) as { error: { code: string } }).error.code]).toEqual([
      code,
      name,
    ]);
  });
});
