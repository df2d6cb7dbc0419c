import { clients } from '../support/clients';
import { outcomes } from '../support/outcome';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';

const TYPES = ['LLC', 'LLP'] as const;

describe('two partners with the same keys', () => {
  let service: Service;
  let both: readonly [Partner, Partner];
  beforeAll(async () => {
    service = await startService();
    both = service.partners;
  });
  afterAll(() => service.stop());

  it.each([
    ['small', 20],
    ['large', 1_500],
  ])('never affect each other in %s batches', async (size, count) => {
    const batchOf = (n: number) =>
      clients(size, count).map((client) => ({ ...client, entity_type: TYPES[n] ?? '' }));
    const send = (): Promise<Awaited<ReturnType<Partner['decideClients']>>[]> =>
      Promise.all(both.map((partner, n) => partner.decideClients(batchOf(n))));

    const first = await send();
    for (const { counts } of first) expect(counts).toMatchObject({ total: count, Completed: count });

    const again = await send();
    for (const [n, document] of again.entries()) {
      expect(new Set(outcomes(document))).toEqual(new Set(['Duplicate of saved']));
      for (const [index, { status }] of document.result.entries()) {
        expect(status.problems[0]?.duplicate_of).toEqual({ status_check_id: first[n]?.id, index });
      }
      // Against the other partner's record the content would be different.
      const details = document.result.map(({ status }) => status.problems[0]?.detail ?? '');
      expect(details.filter((detail) => !detail.includes('same content'))).toEqual([]);
      expect(JSON.stringify(document)).not.toContain(first[1 - n]?.id);
    }

    const saved = await rowsOf(
      service.databaseUrl,
      `SELECT currency, entity_type, count(*)::int FROM partner_clients JOIN partners ON partners.id = partner_id
       WHERE partner_client_id LIKE $1 GROUP BY 1, 2 ORDER BY 1 DESC`,
      [`${size}-%`],
    );
    expect(saved).toEqual([
      { currency: 'GBP', entity_type: 'LLC', count },
      { currency: 'EUR', entity_type: 'LLP', count },
    ]);
  });
});
