import { clients } from '../support/clients';
import { type Partner } from '../support/partner';
import { expectProblem } from '../support/problems';
import { type Service, startService } from '../support/service';
import { type ForeignIds, foreignIds, idOfNobody, withoutItsOwn } from './foreign-ids/matrix';
import { Stopwatch } from './foreign-ids/timing';

const ADDRESSES = [
  '/api/v1/clients',
  '/data/v1/clients',
  '/api/v1/revenueClaims',
  '/data/v1/revenueClaims',
].map((route) => `${route}/status/`);
const READING = ['GET', 'HEAD'];
const OTHER_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const QUERIES = ['', '?limit=0', '?limit=1', '?state=Failed', '?limit=1&cursor=aTE'];

const ROUNDS = 300;
/** The caller's own document takes several times as long, and is asked for apart: what it leaves to be cleaned up would fall on the others. */
const ROUNDS_OF_OWN = 50;
/** Another partner's id takes at most this much longer or shorter than one that nobody has. */
const MOST_RATIO = 1.15;
/** A difference that is real is there in every measurement; one that is not comes from whatever else the machine does. */
const MEASUREMENTS = 5;

describe('another partner’s id', () => {
  let service: Service;
  let a: Partner;
  let b: Partner;
  let sorts: ForeignIds[];
  /** The other partner's own entity tag of its first batch. */
  let tag: string;
  beforeAll(async () => {
    service = await startService({ env: { PARTNER_REQUESTS_PER_MINUTE: '10000000' } });
    [a, b] = service.partners;
    sorts = await foreignIds(service, b);
    tag = (await b.send(`/api/v1/clients/status/${idOf('decided')}`)).headers.get('etag') ?? '';
    expect(tag).toMatch(/^(W\/)?".+"$/);
  });
  afterAll(() => service.stop());

  const idOf = (sort: string): string => sorts.find(({ what }) => what === sort)?.ids[0] ?? '';

  it('is there for the partner whose it is', async () => {
    const statuses = await Promise.all(
      ['decided', 'synchronous', 'expired'].map(
        async (sort) => (await b.send(`/api/v1/clients/status/${idOf(sort)}`)).status,
      ),
    );
    expect(statuses).toEqual([200, 200, 410]);
    expect((await b.send(`/api/v1/revenueClaims/status/${idOf('claims')}`)).status).toBe(200);
  });

  it('gets the same answer as one that never was, on every route, by every method and in every form', async () => {
    const counts = new Map<string, number>();
    let cells = 0;
    for (const address of ADDRESSES) {
      for (const method of [...READING, ...OTHER_METHODS]) {
        const headers: Record<string, string>[] = [
          {},
          { 'if-none-match': tag },
          { 'if-none-match': '*' },
          { 'accept-encoding': 'gzip' },
        ];
        const isRead = READING.includes(method);
        const variants = isRead
          ? headers.flatMap((fields) => QUERIES.map((query) => ({ fields, query })))
          : [{ fields: {}, query: '' }];
        for (const { fields, query } of variants) {
          const ask = (id: string) => a.send(`${address}${id}${query}`, { method, headers: fields });
          const expected = await ask(idOfNobody());
          if (method === 'GET') expectProblem(expected, 'not-found');
          else expect([method, expected.status]).toEqual([method, isRead ? 404 : 405]);
          for (const { what, ids } of sorts) {
            const answers = await Promise.all(ids.map(ask));
            for (const [at, answer] of answers.entries()) {
              expect([address, method, query, ids[at], withoutItsOwn(answer)]).toEqual([
                address,
                method,
                query,
                ids[at],
                withoutItsOwn(expected),
              ]);
            }
            counts.set(what, (counts.get(what) ?? 0) + answers.length);
            cells += answers.length;
          }
        }
      }
    }
    const columns = [...counts].map(([what, count]) => `${what} ${count}`).join(', ');
    process.stderr.write(
      `isolation matrix: ${ADDRESSES.length} routes × ${READING.length + OTHER_METHODS.length} methods, ${cells} requests with ids of others: ${columns}\n`,
    );
    expect(cells).toBeGreaterThan(1_000);
  });

  it('takes as long as one that never was', async () => {
    const own = (await a.decideClients(clients('own', 2_000))).id;
    const watch = new Stopwatch(`Bearer ${await a.token()}`);
    const url = (id: string): string => `${service.apiUrl}/api/v1/clients/status/${id}`;
    const large = sorts[0]?.ids[1] ?? '';
    try {
      const ratios: number[] = [];
      for (let measurement = 0; measurement < MEASUREMENTS; measurement++) {
        const [ofNobody = 0, ofOther = 0, ofOtherLarge = 0] = await watch.medians(
          [url(idOfNobody()), url(idOf('decided')), url(large)],
          ROUNDS,
        );
        const [ofOwn = 0] = await watch.medians([url(own)], ROUNDS_OF_OWN);
        // What can be told apart is told apart: the measurement is good enough.
        expect(ofOwn / ofNobody).toBeGreaterThan(MOST_RATIO);
        const worst = Math.max(...[ofOther, ofOtherLarge].flatMap((one) => [one / ofNobody, ofNobody / one]));
        ratios.push(worst);
        process.stderr.write(
          `medians of ${ROUNDS}: nobody’s ${ofNobody.toFixed(2)} ms, another’s ${ofOther.toFixed(2)} and ${ofOtherLarge.toFixed(2)} ms, own ${ofOwn.toFixed(2)} ms\n`,
        );
        if (worst <= MOST_RATIO) break;
      }
      expect(Math.min(...ratios)).toBeLessThanOrEqual(MOST_RATIO);
    } finally {
      watch.stop();
    }
  });
});
