import { randomBytes } from 'node:crypto';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { claim, claimOf } from '../support/claims';
import { client, clients } from '../support/clients';
import { outcomes } from '../support/outcome';
import { type Partner } from '../support/partner';
import { PartnersCommand } from '../support/partners-command';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { type Accepted, type StatusDocument } from '../support/status-document';
import { placesOf } from '../support/stored-texts';

interface Report {
  dry_run: boolean;
  records: number;
  claims: number;
  items: number;
  batches: { status_check_id: string; indexes: number[] }[];
  left_alone: { status_check_id: string; indexes: number[] }[];
}
type Element = StatusDocument['result'][number];

// Most of the time goes into starting commands, which takes seconds on a busy machine.
jest.setTimeout(180_000);

/** More than two shards hold, so that an item of the third is decided from a copy in the first. */
const MANY_ITEMS = 12_000;
/** Sent while a client is erased: enough to begin before and, on most machines, to go on behind. */
const MOST_BATCHES = 60;
const ERASED = {
  code: 'erased',
  pointer: '',
  detail: 'the item was erased on request: what was sent and why it ended so is no longer known',
};

let service: Service;
let partner: Partner;
let other: Partner;
let partners: PartnersCommand;
beforeAll(async () => {
  service = await startService();
  [partner, other] = service.partners;
  partners = new PartnersCommand(service.databaseUrl);
});
afterAll(() => service.stop());

const canary = (): string => `canary${randomBytes(8).toString('hex')}`;
const erase = (key: string, ...more: string[]): Promise<Report> =>
  partners.json('erase-client', '--partner', partner.credentials.client_id, '--client', key, ...more);

async function documentOf({
  status_check_uri: uri,
}: Accepted): Promise<{ tag: string; document: StatusDocument }> {
  const answer = await partner.send(uri);
  expect(answer.status).toBe(200);
  return { tag: answer.headers.get('etag') ?? '', document: answer.json() as StatusDocument };
}

describe('a client that is erased', () => {
  const key = canary();
  let report: Report;
  let dryRun: Report;
  let placesBefore: string[];
  /** Batches with the client in them, by what they are, before and after. */
  const batches: Record<
    string,
    { accepted: Accepted; tag: string; before: StatusDocument; erased: number[] }
  > = {};

  async function remember(name: string, accepted: Accepted, erased: number[]): Promise<void> {
    await partner.decided(accepted);
    const { tag, document } = await documentOf(accepted);
    batches[name] = { accepted, tag, before: document, erased };
  }

  beforeAll(async () => {
    const large: unknown[] = clients('beside', MANY_ITEMS);
    large[100] = client(key);
    large[11_000] = client(key);
    large[11_001] = { ...client('beside-x'), note: key };
    await remember('large', await partner.submitClients(large), [100, 11_000]);
    await remember(
      'refused',
      await partner.submitClients([
        client('refused-1'),
        { ...client(key), entity_type: 'Ltd' },
        { ...client(key), [`m-${key}`]: 1 },
        `{"partner_client_id": 1}`,
      ]),
      [1, 2],
    );
    await remember('later', await partner.submitClients([client(key, { entity_type: 'LLP' })]), [0]);
    await remember(
      'claims',
      await partner.submitClaims([
        claimOf(key, `${key}-claim`),
        claimOf('beside-1', 'claim-beside-1'),
        { ...claimOf(key, `${key}-wrong`), currency: 'USD' },
      ]),
      [0, 2],
    );
    const { id } = await partner.decideAtOnce([
      { ...client(key), revenue_claims: [claim(`${key}-inner`)] },
      { ...client('with-claims'), revenue_claims: [claim('with-claims-1')] },
      { ...client('foreign'), revenue_claims: [{ ...claim('foreign-1'), partner_client_id: key }] },
    ]);
    const uri = `/api/v1/clients/status/${id}`;
    await remember('at once', { status_check_id: id, status_check_uri: uri }, [0, 2]);
    await other.decideClients([client('shared')]);
    await partner.decideClients([client('shared')]);
    // Keys stand in PostgreSQL's statistics, too.
    await rowsOf(service.databaseUrl, 'ANALYZE');
    placesBefore = await placesOf(service.superuserUrl, key);
    dryRun = await erase(key, '--dry-run');
    expect(await placesOf(service.superuserUrl, key)).toEqual(placesBefore);
    report = await erase(key, '--reference', 'ticket 7');
  });

  it('was stored in many places, and is in none of the whole database', async () => {
    for (const place of ['partner_clients.partner_client_id', 'revenue_claims.unique_reference', 'pg_stats.'])
      expect(placesBefore).toContainEqual(expect.stringContaining(place));
    for (const column of ['payload', 'problems', 'key'])
      expect(placesBefore).toContainEqual(
        expect.stringMatching(new RegExp(`^(shard_p|item_r).*\\.${column}$`)),
      );
    // Only in the item that has it as something else's value.
    const left = (await placesOf(service.superuserUrl, key)).map((place) => place.replace(/_\d+w\d+/, ''));
    expect(left).toEqual(['shard_payloads.payload']);
  });

  it('is reported as a dry run would: what, where, and what was left alone', () => {
    const expected = Object.values(batches).map(({ accepted, erased }) => ({
      status_check_id: accepted.status_check_id,
      indexes: erased,
    }));
    expect(report).toEqual({
      client_id: partner.credentials.client_id,
      dry_run: false,
      records: 1,
      claims: 1,
      items: expected.flatMap(({ indexes }) => indexes).length,
      batches: expected.sort((a, b) => (a.status_check_id < b.status_check_id ? -1 : 1)),
      idempotency_keys: 0,
      left_alone: [{ status_check_id: batches['large']?.accepted.status_check_id, indexes: [11_001] }],
    });
    expect(dryRun).toEqual({ ...report, dry_run: true });
  });

  it.each(['large', 'refused', 'later', 'claims', 'at once'])(
    'leaves null and its state in the document of a batch (%s), under another ETag, and all else as it was',
    async (name) => {
      const batch = batches[name];
      if (batch === undefined) throw new Error('no such batch');
      const { accepted, tag, before, erased } = batch;
      const { tag: tagNow, document } = await documentOf(accepted);
      const expected = before.result.map((element, index): Element => {
        if (!erased.includes(index)) return element;
        const { state } = element.status;
        const problems = state === 'Completed' ? [] : [ERASED];
        const validation_errors = problems.map(({ detail }) => detail);
        return { data: null, status: { state, validation_errors, problems } };
      });
      expect(document.result).toEqual(expected);
      expect(document.counts).toEqual(before.counts);
      expect(document.updated_at > before.updated_at).toBe(true);
      expect(tagNow).not.toBe(tag);
      const again = (etag: string) =>
        partner.send(accepted.status_check_uri, { headers: { 'if-none-match': etag } });
      expect([(await again(tag)).status, (await again(tagNow)).status]).toEqual([200, 304]);
    },
  );

  it('leaves null in pages', async () => {
    const { accepted } = batches['large'] ?? {};
    const answer = await partner.send(`${accepted?.status_check_uri}?state=Duplicate&limit=10`);
    expect((answer.json() as StatusDocument).result).toEqual([
      {
        index: 11_000,
        data: null,
        status: { state: 'Duplicate', validation_errors: [ERASED.detail], problems: [ERASED] },
      },
    ]);
  });

  it('is noted in the audit trail without its key', async () => {
    const events = await rowsOf<{ action: string; client_id: string; detail: string; user_name: string }>(
      service.databaseUrl,
      'SELECT action, client_id, detail, user_name FROM audit_events ORDER BY id',
    );
    expect(events).toMatchObject([
      { action: 'client_erasure_begun', detail: 'Began to erase a client (ticket 7)' },
      {
        action: 'client_erased',
        client_id: partner.credentials.client_id,
        detail: `Erased a client: 1 record, 1 claims and ${report.items} items of batches (ticket 7)`,
        user_name: expect.stringMatching(/^command line: \w+/) as unknown,
      },
    ]);
  });

  it('may be erased again, of which nothing is left to be done', async () => {
    expect(await erase(key)).toMatchObject({ records: 0, claims: 0, items: 0, batches: [] });
  });

  it('is processed like any new one when it is sent again', async () => {
    expect(outcomes(await partner.decideClients([client(key)]))).toEqual(['Completed']);
    expect(outcomes(await partner.decideClients([client(key)]))).toEqual(['Duplicate of saved']);
    expect(outcomes(await partner.decideClaims([claimOf(key, `${key}-claim`)]))).toEqual(['Completed']);
  });

  it('is erased of its partner alone', async () => {
    expect(await erase('shared')).toMatchObject({ records: 1, items: 1 });
    expect(outcomes(await other.decideClients([client('shared')]))).toEqual(['Duplicate of saved']);
    expect(outcomes(await partner.decideClients([client('shared')]))).toEqual(['Completed']);
  });
});

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
    expect(await waitUntil(async () => (await sleeping()) > 0, { withinMs: 5_000 })).toBe(true);
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
