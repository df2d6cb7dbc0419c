import { claim, claimOf } from '../support/claims';
import { client, clients } from '../support/clients';
import { canary, type Erase, type ErasureReport, eraserOf } from '../support/erasing';
import { outcomes } from '../support/outcome';
import { type Partner } from '../support/partner';
import { PartnersCommand } from '../support/partners-command';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { type Accepted, type StatusDocument } from '../support/status-document';
import { placesOf } from '../support/stored-texts';

type Element = StatusDocument['result'][number];

// Most of the time goes into starting commands, which takes seconds on a busy machine.
jest.setTimeout(180_000);

/** More than two shards hold, so that an item of the third is decided from a copy in the first. */
const MANY_ITEMS = 12_000;
const ERASED = {
  code: 'erased',
  pointer: '',
  detail: 'the item was erased on request: what was sent and why it ended so is no longer known',
};

let service: Service;
let partner: Partner;
let other: Partner;
let erase: Erase;
beforeAll(async () => {
  service = await startService();
  [partner, other] = service.partners;
  erase = eraserOf(new PartnersCommand(service.databaseUrl), partner);
});
afterAll(() => service.stop());

async function documentOf({
  status_check_uri: uri,
}: Accepted): Promise<{ tag: string; document: StatusDocument }> {
  const answer = await partner.send(uri);
  expect(answer.status).toBe(200);
  return { tag: answer.headers.get('etag') ?? '', document: answer.json() as StatusDocument };
}

describe('a client that is erased', () => {
  const key = canary();
  let report: ErasureReport;
  let dryRun: ErasureReport;
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
