import { client } from '../support/clients';
import { type Answer } from '../support/http';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { type Accepted, type StatusDocument } from '../support/status-document';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the client routes', () => {
  let service: Service;
  let partner: Partner;
  let other: Partner;
  beforeAll(async () => {
    service = await startService();
    [partner, other] = service.partners;
  });
  afterAll(() => service.stop());

  it.each([
    ['/api/v1/clients', '/api/v1'],
    ['/data/v1/clients', '/data/v1'],
    ['/API/V1/CLIENTS', '/api/v1'],
    ['/Data/v1/Clients', '/data/v1'],
  ])('answer a batch sent to %s with its id and where to look, under %s', async (path, prefix) => {
    const answer = await partner.post(path, [client('routes')]);
    expect(answer.status).toBe(202);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/);
    const accepted = answer.json() as Accepted;
    const { status_check_id: id, status_check_uri: uri } = accepted;
    expect(Object.keys(accepted).sort()).toEqual(['status_check_id', 'status_check_uri']);
    expect(id).toMatch(UUID_V7);
    expect(uri).toBe(`${prefix}/clients/status/${id}`);
    expect(answer.headers.get('location')).toBe(uri);
    expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect((await partner.decided(accepted)).id).toBe(id);
  });

  it.each(['/api/v1/clients', '/data/v1/clients'])(
    'show the batch that came in through %s under both prefixes, in any letter case',
    async (path) => {
      const { status_check_id: id } = (await partner.post(path, [client('both')])).json() as Accepted;
      for (const address of [
        `/api/v1/clients/status/${id}`,
        `/data/v1/clients/status/${id}`,
        `/api/v1/Clients/Status/${id}`,
        `/DATA/V1/CLIENTS/STATUS/${id.toUpperCase()}`,
      ]) {
        const answer = await partner.send(address);
        expect([address, answer.status]).toEqual([address, 200]);
        expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/);
        expect((answer.json() as StatusDocument).id).toBe(id);
      }
    },
  );

  it('give out ids that sort in the order of the requests, and tell their time', async () => {
    const ids: string[] = [];
    for (let request = 0; request < 20; request++) {
      const before = Date.now();
      const { status_check_id: id } = await partner.submitClients([client('sorted')]);
      const milliseconds = parseInt(id.replace('-', '').slice(0, 12), 16);
      expect(milliseconds).toBeGreaterThanOrEqual(before);
      expect(milliseconds).toBeLessThanOrEqual(Date.now());
      ids.push(id);
    }
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  describe('asked for a batch that the partner does not have', () => {
    /** All that a caller can tell one answer from another by: the request's own id and the time say nothing. */
    const unequal = new Set(['date', 'x-request-id', 'ratelimit']);
    const seen = ({ status, headers, text }: Answer): unknown => ({
      status,
      text,
      headers: Object.fromEntries([...headers].filter(([name]) => !unequal.has(name))),
    });

    it('answer alike, whether the id is unknown, no UUID, or another partner’s', async () => {
      const accepted = await other.submitClients([client('foreign')]);
      const theirs = accepted.status_check_id;
      // One that differs in a single digit: nobody has it.
      const unknown = theirs.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
      await other.decided(accepted);

      const expected = seen(await partner.send(`/api/v1/clients/status/${unknown}`));
      expect(expected).toMatchObject({
        status: 404,
        headers: { 'content-type': 'application/problem+json' },
      });
      for (const id of [
        theirs,
        theirs.toUpperCase(),
        '00000000-0000-0000-0000-000000000000',
        'no-uuid',
        '1',
        `${theirs}0`,
        `{${theirs}}`,
        theirs.replaceAll('-', ''),
        `${theirs}%00`,
        `%27%20OR%20true--`,
        '..%2f..%2fsecret',
        '%F0%9F%A6%8A',
        '__proto__',
      ]) {
        for (const prefix of ['/api/v1', '/data/v1']) {
          const answer = seen(await partner.send(`${prefix}/clients/status/${id}`));
          expect([id, answer]).toEqual([id, expected]);
        }
      }
      expect((await other.send(accepted.status_check_uri)).status).toBe(200);
    });

    it('answer alike while the other partner’s batch is still Pending', async () => {
      await service.killWorker();
      const { status_check_id: theirs } = await other.submitClients([client('foreign-pending')]);
      const unknown = await partner.send('/api/v1/clients/status/none');
      expect(seen(await partner.send(`/api/v1/clients/status/${theirs}`))).toEqual(seen(unknown));
      await service.startWorker();
    });
  });
});
