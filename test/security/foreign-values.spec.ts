import { clients } from '../support/clients';
import { type Answer } from '../support/http';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { type Accepted, type StatusDocument } from '../support/status-document';

const PATH = '/api/v1/clients';
const COUNT = 6;

/** Both partners send the very same bytes; A then uses what the service gave to B. */
describe('what the service gave to another partner', () => {
  let service: Service;
  let a: Partner;
  let b: Partner;
  let ofA: StatusDocument;
  let ofB: StatusDocument;
  beforeAll(async () => {
    service = await startService();
    [a, b] = service.partners;
    [ofA, ofB] = (await Promise.all([a, b].map((one) => one.decideClients(clients('same', COUNT))))) as [
      StatusDocument,
      StatusDocument,
    ];
  });
  afterAll(() => service.stop());

  const read = (
    partner: Partner,
    { id }: { id: string },
    query = '',
    headers: Record<string, string> = {},
  ): Promise<Answer> => partner.send(`${PATH}/status/${id}${query}`, { headers });

  it('as a cursor reads on in the own batch, as an own cursor does, and nowhere else', async () => {
    const page = (await read(b, ofB, '?limit=2')).json() as { next_cursor: string };
    const { next_cursor: own } = (await read(a, ofA, '?limit=2')).json() as { next_cursor: string };
    const withTheirs = await read(a, ofA, `?limit=2&cursor=${page.next_cursor}`);
    expect(withTheirs.json()).toEqual((await read(a, ofA, `?limit=2&cursor=${own}`)).json());
    expect(withTheirs.text).toContain(ofA.id);
    expect(withTheirs.text).not.toContain(ofB.id);
  });

  it('as an entity tag is not that of the same items of one’s own', async () => {
    for (const query of ['', '?limit=0', '?limit=2', '?state=Completed']) {
      const theirs = (await read(b, ofB, query)).headers.get('etag') ?? '';
      const own = (await read(a, ofA, query)).headers.get('etag') ?? '';
      expect((await read(a, ofA, query, { 'if-none-match': theirs })).status).toBe(200);
      expect((await read(a, ofA, query, { 'if-none-match': own })).status).toBe(304);
    }
  });

  it.each([
    ['same', clients('keyed', 2)],
    ['other', clients('keyed', 3)],
  ])('as an idempotency key is a new key, with %s bytes', async (name, items) => {
    const headers = { 'idempotency-key': `key-${name}` };
    const first = await b.post(PATH, clients('keyed', 2), headers);
    const second = await a.post(PATH, items, headers);
    expect([first.status, second.status]).toEqual([202, 202]);
    const [theirs, own] = [first, second].map((answer) => answer.json() as Accepted) as [Accepted, Accepted];
    expect(own.status_check_id).not.toBe(theirs.status_check_id);
    // Each gets its own again.
    expect(((await a.post(PATH, items, headers)).json() as Accepted).status_check_id).toBe(
      own.status_check_id,
    );
    expect((await a.send(theirs.status_check_uri)).status).toBe(404);
  });
});
