import { claim, claimOf, clientWith } from '../support/claims';
import { clients } from '../support/clients';
import { outcomes } from '../support/outcome';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { type StatusDocument } from '../support/status-document';

/** The way a partner is told that it is not its currency. */
const NOT_ITS_CURRENCY = 'Failed: invalid_value /currency';

describe('two partners with the same client and claim keys', () => {
  let service: Service;
  let both: readonly [Partner, Partner];
  beforeAll(async () => {
    service = await startService();
    both = service.partners;
  });
  afterAll(() => service.stop());

  const currencyOf = (partner: Partner): { currency: string } => ({ currency: partner.credentials.currency });
  const withClaims = (partner: Partner, name: string, count: number) =>
    Array.from({ length: count }, (_, n) =>
      clientWith(`${name} ${n}`, [claim(`${name} ${n}`, currencyOf(partner))]),
    );

  it.each([
    ['few', 20],
    ['many', 700],
  ])('never affect each other by synchronous requests with %s clients', async (name, count) => {
    const send = (): Promise<StatusDocument[]> =>
      Promise.all(both.map((partner) => partner.decideAtOnce(withClaims(partner, name, count))));
    const first = await send();
    for (const { counts } of first) expect(counts).toMatchObject({ total: count, Completed: count });
    for (const [n, document] of (await send()).entries()) {
      expect(document.counts.Duplicate).toBe(count);
      for (const [index, { status }] of document.result.entries()) {
        expect(status.problems[0]?.duplicate_of).toEqual({ status_check_id: first[n]?.id, index });
      }
    }
    const saved = await rowsOf(
      service.databaseUrl,
      `SELECT p.currency AS agreed, c.currency, count(*)::int FROM revenue_claims c JOIN partners p ON p.id = partner_id
       WHERE starts_with(unique_reference, $1) GROUP BY 1, 2 ORDER BY 1`,
      [`${name} `],
    );
    expect(saved).toEqual(['EUR', 'GBP'].map((currency) => ({ agreed: currency, currency, count })));
  });

  it.each([
    ['small', 20],
    ['large', 1_500],
  ])('never affect each other by %s claims batches', async (name, count) => {
    await Promise.all(both.map((partner) => partner.decideClients(clients(name, 1))));
    const send = (): Promise<StatusDocument[]> =>
      Promise.all(
        both.map((partner) =>
          partner.decideClaims(
            Array.from({ length: count }, (_, n) =>
              claimOf(`${name}-0`, `${name}: ${n}`, currencyOf(partner)),
            ),
          ),
        ),
      );
    const first = await send();
    for (const { counts } of first) expect(counts).toMatchObject({ total: count, Completed: count });
    for (const [n, document] of (await send()).entries()) {
      // Against the other partner's record the content would be different: it has another currency.
      for (const [index, { status }] of document.result.entries()) {
        expect(status.problems[0]).toMatchObject({
          detail: expect.stringContaining('same content') as unknown,
          duplicate_of: { status_check_id: first[n]?.id, index },
        });
      }
    }
  });

  it('cannot save claims of a client that only the other one has', async () => {
    const [a, b] = both;
    await a.decideClients(clients('only-a', 1));
    const claims = (partner: Partner) => [claimOf('only-a-0', 'only a', currencyOf(partner))];
    expect(outcomes(await b.decideClaims(claims(b)))).toEqual(['Failed: unknown_client /partner_client_id']);
    expect(outcomes(await a.decideClaims(claims(a)))).toEqual(['Completed']);
  });

  it('each have their own currency', async () => {
    const [gbp, eur] = both;
    for (const [partner, other] of [
      [gbp, eur],
      [eur, gbp],
    ] as const) {
      await partner.decideClients(clients('currency', 1));
      const claims = [partner, other].map((one) =>
        claimOf('currency-0', currencyOf(one).currency, currencyOf(one)),
      );
      expect(outcomes(await partner.decideClaims(claims))).toEqual(['Completed', NOT_ITS_CURRENCY]);
      expect(outcomes(await partner.decideAtOnce(withClaims(other, 'other currency', 1)))).toEqual([
        'Failed: invalid_value /revenue_claims/0/currency',
      ]);
    }
  });
});
