import { bodyOf, claimOf, clientWith } from '../support/claims';
import { client, clients } from '../support/clients';
import { type Answer } from '../support/http';
import { type Partner } from '../support/partner';
import { expectProblem } from '../support/problems';
import { type Service, startService } from '../support/service';
import { expectSound } from '../support/sound-document';
import { type Accepted, type StatusDocument } from '../support/status-document';
import { SYNCHRONOUS } from '../support/synchronous-request';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let service: Service;
let partner: Partner;
let other: Partner;
beforeAll(async () => {
  service = await startService();
  [partner, other] = service.partners;
});
afterAll(() => service.stop());

describe('the synchronous route', () => {
  it.each([
    SYNCHRONOUS,
    '/data/v1/clients/revenueClaims',
    '/API/V1/CLIENTS/REVENUECLAIMS',
    '/Data/v1/Clients/RevenueClaims/',
  ])('%s answers 200 with a document in which every item is decided', async (path) => {
    const items = [clientWith(path, [`${path} 1`, `${path} 2`]), {}, clientWith(path, [])];
    const answer = await partner.post(path, items);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/);
    expect(answer.headers.get('retry-after')).toBeNull();
    const document = answer.json() as StatusDocument;
    expect(Object.keys(document).sort()).toEqual([
      ...['counts', 'created_at', 'id', 'result', 'status', 'updated_at'],
    ]);
    expect(document.id).toMatch(UUID_V7);
    expect(document.status).toBe('Completed');
    expect(document.counts).toMatchObject({ total: 3, Pending: 0, Conflict: 2, Failed: 1 });
    expectSound(document);
    expect(document.result.map(({ data }) => data)).toEqual(items);
  });

  it.each([
    ['one item', 1],
    ['600 items', 600],
    ['1,000 items', 1_000],
  ])('gives the same document, byte for byte, when it is asked for later: %s', async (_what, count) => {
    const items = Array.from({ length: count }, (_, n) =>
      clientWith(`later-${count}-${n}`, n % 10 === 9 ? [] : [`later-${count}-${n}`]),
    );
    for (const when of ['fresh', 'again']) {
      const answer = await partner.post(SYNCHRONOUS, items);
      const { id, counts } = answer.json() as StatusDocument;
      expect(counts).toMatchObject({
        Pending: 0,
        [when === 'fresh' ? 'Completed' : 'Duplicate']: count - Math.floor(count / 10),
      });
      for (const address of [
        `/api/v1/clients/status/${id}`,
        `/data/v1/clients/status/${id}`,
        `/api/v1/Clients/Status/${id.toUpperCase()}`,
      ]) {
        const later = await partner.send(address);
        expect([address, later.status, later.text === answer.text]).toEqual([address, 200, true]);
      }
    }
  });

  it('gives every item back as it was sent, literals, escapes and order of members included', async () => {
    const texts = [
      `{"revenue_claims":[{"total_amount":100.00,"transaction_count":1e2,"x":12345678901234567890}],"partner_client_id":"\\u0061/b"}`,
      `{"b":-0.0,"a":"\\ud83e\\udd8a\\/","partner_client_id":"exact"}`,
      `1E+2`,
    ];
    const answer = await partner.post(SYNCHRONOUS, `[ ${texts.join(' ,\n ')} ]`);
    for (const text of texts) expect(answer.text).toContain(`{"data":${text},"status":`);
  });
});

describe('the claims route', () => {
  beforeAll(async () => {
    await partner.decideClients(clients('routes', 1));
  });

  it.each([
    ['/api/v1/revenueClaims', '/api/v1'],
    ['/data/v1/revenueClaims', '/data/v1'],
    ['/API/V1/REVENUECLAIMS', '/api/v1'],
    ['/data/v1/revenueclaims', '/data/v1'],
  ])('%s answers 202 with the id and where to look, under %s', async (path, prefix) => {
    const answer = await partner.post(path, [claimOf('routes-0', path)]);
    expect(answer.status).toBe(202);
    const accepted = answer.json() as Accepted;
    const { status_check_id: id, status_check_uri: uri } = accepted;
    expect(Object.keys(accepted).sort()).toEqual(['status_check_id', 'status_check_uri']);
    expect(id).toMatch(UUID_V7);
    expect(uri).toBe(`${prefix}/revenueClaims/status/${id}`);
    expect(answer.headers.get('location')).toBe(uri);
    expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    const document = await partner.decided(accepted);
    expectSound(document);
    expect(document).toMatchObject({ id, counts: { total: 1, Completed: 1 } });
    for (const address of [
      `/api/v1/revenueClaims/status/${id}`,
      `/data/v1/revenueclaims/Status/${id}`,
      `/API/V1/REVENUECLAIMS/STATUS/${id.toUpperCase()}`,
    ]) {
      expect((await partner.send(address)).json()).toEqual(document);
    }
  });

  it('gives amounts back as they were sent', async () => {
    const text = bodyOf([claimOf('routes-0', 'literal')])
      .replace('1234.5', '1.234500e3')
      .slice(1, -1);
    const { id } = await partner.decideClaims(`[${text}]`);
    expect((await partner.send(`/api/v1/revenueClaims/status/${id}`)).text).toContain(
      `{"data":${text},"status":{"state":"Completed",`,
    );
  });
});

describe('a status check', () => {
  /** All that a caller can tell one answer from another by: the request's own id and the time say nothing. */
  const seen = ({ status, text }: Answer): unknown => ({ status, text });

  it('of the other resource kind, or by another partner, is answered as one of no batch at all', async () => {
    const { id: atOnce } = await partner.decideAtOnce([clientWith('seen', ['seen'])]);
    const { id: ofClients } = await partner.decideClients([client('seen')]);
    const { id: ofClaims } = await partner.decideClaims([claimOf('seen', 'seen')]);
    const unknown = await partner.send('/api/v1/revenueClaims/status/01980000-0000-7000-8000-000000000001');
    expectProblem(unknown, 'not-found');
    for (const prefix of ['/api/v1', '/data/v1']) {
      for (const [asker, path] of [
        [partner, `/revenueClaims/status/${atOnce}`],
        [partner, `/revenueClaims/status/${ofClients}`],
        [partner, `/clients/status/${ofClaims}`],
        [partner, `/revenueClaims/status/no-uuid`],
        [other, `/revenueClaims/status/${ofClaims}`],
        [other, `/clients/status/${atOnce}`],
      ] as const) {
        expect([path, seen(await asker.send(`${prefix}${path}`))]).toEqual([path, seen(unknown)]);
      }
    }
  });
});
