import pg from 'pg';
import { claim, claimOf } from '../support/claims';
import { client, clients } from '../support/clients';
import { type Answer } from '../support/http';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { type Accepted, type StatusDocument } from '../support/status-document';

type Page = Omit<StatusDocument, 'result'> & {
  next_cursor?: string;
  result: (StatusDocument['result'][number] & { index: number })[];
};

/** More than two shards hold (docs/architecture.md, "Words"). */
const MANY_ITEMS = 12_000;

let service: Service;
let partner: Partner;
let other: Partner;
/** A batch of three shards: every tenth item is Failed, every hundredth a Duplicate of item 1. */
let large: Accepted;
let whole: StatusDocument;

beforeAll(async () => {
  service = await startService();
  [partner, other] = service.partners;
  const items: unknown[] = clients('page', MANY_ITEMS);
  for (let index = 0; index < MANY_ITEMS; index += 10)
    items[index] = { ...client(`page-${index}`), entity_type: 'Ltd' };
  for (let index = 5; index < MANY_ITEMS; index += 100) items[index] = items[1];
  large = await partner.submitClients(items);
  whole = await partner.decided(large);
});
afterAll(() => service.stop());

async function page(uri: string, query: string): Promise<Page> {
  const answer = await partner.send(`${uri}?${query}`);
  expect([query, answer.status]).toEqual([query, 200]);
  return answer.json() as Page;
}

/** All pages of a query, one after the other. */
async function allPages(uri: string, query: string): Promise<Page[]> {
  const pages = [await page(uri, query)];
  for (let cursor = pages[0]?.next_cursor; cursor !== undefined; cursor = pages.at(-1)?.next_cursor) {
    pages.push(await page(uri, `${query}&cursor=${cursor}`));
  }
  return pages;
}

const numbered = (document: StatusDocument): Page['result'] =>
  document.result.map((element, index) => ({ index, ...element }));

describe('a status document read page by page', () => {
  it('has every item once, in order, with its index, and the head of the whole', async () => {
    const pages = await allPages(large.status_check_uri, 'limit=5000');
    expect(pages.map(({ result }) => result.length)).toEqual([5000, 5000, 2000]);
    expect(pages.flatMap(({ result }) => result)).toEqual(numbered(whole));
    for (const { counts, id, status, created_at, updated_at } of pages) {
      expect({ counts, id, status, created_at, updated_at, result: whole.result }).toEqual(whole);
    }
  });

  it('shows the items of the states asked for alone, in as many pages as they need', async () => {
    const wanted = numbered(whole).filter(({ status }) => status.state !== 'Completed');
    expect(wanted).toHaveLength(MANY_ITEMS / 10 + MANY_ITEMS / 100);
    const pages = await allPages(large.status_check_uri, 'state=Failed,Duplicate&limit=500');
    expect(pages.map(({ result }) => result.length)).toEqual([500, 500, 320]);
    expect(pages.flatMap(({ result }) => result)).toEqual(wanted);
    const atOnce = await page(large.status_check_uri, 'state=Duplicate&state=Failed');
    expect(atOnce.result).toEqual(wanted);
    expect(atOnce.next_cursor).toBeUndefined();
    expect((await page(large.status_check_uri, 'state=Conflict')).result).toEqual([]);
  });

  it('is its head alone with a limit of 0', async () => {
    const { result, ...head } = whole;
    expect(result).toHaveLength(MANY_ITEMS);
    expect(await page(large.status_check_uri, 'limit=0')).toEqual(head);
  });

  it('costs next to nothing where it is the head alone', async () => {
    const timed = async (uri: string): Promise<number> => {
      const started = performance.now();
      for (let round = 0; round < 5; round++) await partner.send(uri);
      return performance.now() - started;
    };
    await timed(`${large.status_check_uri}?limit=0`);
    const [head, all] = [
      await timed(`${large.status_check_uri}?limit=0`),
      await timed(large.status_check_uri),
    ];
    expect(head).toBeLessThan(all / 5);
  });

  it('can be had of every kind of batch, under both prefixes', async () => {
    const claims = [
      claimOf('page-1', 'page-claim-1'),
      claimOf('page-2', 'page-claim-2'),
      claimOf('nobody', 'page-claim-3'),
    ];
    const claimed = await partner.submitClaims(claims);
    await partner.decided(claimed);
    const atOnce = await partner.decideAtOnce([
      { ...client('page-with-claims'), revenue_claims: [claim('page-inner')] },
      { ...client('page-without-claims') },
    ]);
    const withClaims = `/data/v1/clients/status/${atOnce.id}`;
    for (const [uri, failed] of [
      [claimed.status_check_uri, 2],
      [claimed.status_check_uri.replace('/api/', '/data/'), 2],
      [withClaims, 1],
    ] as const) {
      const { result } = await page(uri, 'state=Failed&limit=10');
      expect(result.map(({ index, status }) => [index, status.state])).toEqual([[failed, 'Failed']]);
      expect(await page(uri, 'limit=0')).not.toHaveProperty('result');
    }
  });
});

describe('the parameters of a status document', () => {
  const refusal = ({ status, json }: Answer) => [status, (json() as { type: string }).type];

  it('are refused where a cursor leads behind the last item', async () => {
    const [first, second] = await allPages(large.status_check_uri, 'limit=5000');
    const small = await partner.submitClients([client('page-small')]);
    await partner.decided(small);
    expect(second?.result[0]?.index).toBe(5000);
    const answer = await partner.send(`${small.status_check_uri}?cursor=${first?.next_cursor ?? ''}`);
    expect(refusal(answer)).toEqual([400, '/problems/invalid-parameter']);
  });

  it('tell nobody whether there is such a batch', async () => {
    const [theirs, nobodys] = await Promise.all([
      other.send(`${large.status_check_uri}?limit=x`),
      other.send('/api/v1/clients/status/01980000-0000-7000-8000-000000000000?limit=x'),
    ]);
    expect([theirs.status, theirs.text]).toEqual([404, nobodys.text]);
  });
});

describe('the ETag of a status document', () => {
  it('saves the caller what it has, and changes when something is decided', async () => {
    await service.killWorker('SIGTERM');
    const batch = await partner.submitClients([client('page-etag')]);
    const ask = (etag: string, query = '?limit=0') =>
      partner.send(batch.status_check_uri + query, { headers: { 'if-none-match': etag } });
    const pending = (await ask('"none"')).headers.get('etag') ?? '';
    const same = await ask(pending);
    expect([same.status, same.text, same.headers.get('etag')]).toEqual([304, '', pending]);
    expect((await ask(pending, '')).status).toBe(200);

    await service.startWorker();
    await partner.decided(batch);
    const decided = await ask(pending);
    expect([decided.status, (decided.json() as Page).counts.Completed]).toEqual([200, 1]);
    expect((await ask(decided.headers.get('etag') ?? '')).status).toBe(304);
  });
});

describe('a batch whose data was deleted by retention', () => {
  it('is gone in every way of asking', async () => {
    const batch = await partner.submitClients([client('page-gone')]);
    await partner.decided(batch);
    const etag = (await partner.send(batch.status_check_uri)).headers.get('etag') ?? '';
    const owner = new pg.Client({ connectionString: service.databaseUrl });
    await owner.connect();
    await owner.query('DELETE FROM shard_payloads WHERE batch_id = (SELECT max(id) FROM batches)');
    await owner.end();
    for (const query of ['', '?limit=0', '?state=Failed', '?limit=x']) {
      const answer = await partner.send(batch.status_check_uri + query, {
        headers: { 'if-none-match': etag },
      });
      expect([query, answer.status, (answer.json() as { type: string }).type]).toEqual([
        query,
        410,
        '/problems/gone',
      ]);
    }
    expect((await other.send(batch.status_check_uri)).status).toBe(404);
  });
});
