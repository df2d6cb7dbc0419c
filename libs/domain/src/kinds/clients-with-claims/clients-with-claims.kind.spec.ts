import { jsonText, number } from '../../testing/json-text';
import { clients } from '../clients/clients.kind';
import { revenueClaims } from '../revenue-claims/revenue-claims.kind';
import { clientsWithClaims } from './clients-with-claims.kind';

const CLAIM = {
  unique_reference: 'R-1',
  currency: 'GBP',
  time_period: { start_time: '2025-01-31T00:00:00', end_time: '2025-01-31T23:59:59:999' },
  total_amount: number('0.1'),
  transaction_count: number('1'),
};
const CLIENT = { partner_client_id: 'M_1', client_start_date: '2024-02-29', entity_type: 'LLC' };
const other_identifiers = [{ key: 'vat', values: ['1'] }];

const read = (claims: unknown[], change: Record<string, unknown> = {}) =>
  clientsWithClaims.read(jsonText({ ...CLIENT, ...change, revenue_claims: claims }));
const row = (change: Record<string, unknown>, ...claims: unknown[]) =>
  clientsWithClaims.toRow(read(claims, change));

describe('the record kind clients-with-claims', () => {
  it('makes the row that the client alone would have', () => {
    const alone = clients.toRow(clients.read(jsonText({ ...CLIENT, other_identifiers })));
    expect(row({ other_identifiers }, CLAIM)).toEqual(alone);
    expect(clientsWithClaims.columns).toBe(clients.columns);
    expect(clientsWithClaims.keyMember).toBe(clients.keyMember);
    expect(clientsWithClaims.resource).toBe('clients');
  });

  it('makes a record of each claim in the order sent, as if it named its client', () => {
    const second = { ...CLAIM, unique_reference: 'R-2' };
    const named = { ...CLAIM, partner_client_id: 'M_1' };
    const alone = (claim: unknown) => revenueClaims.toRow(revenueClaims.read(jsonText(claim)));
    expect(clientsWithClaims.inner?.toRecords(read([second, CLAIM]))).toEqual([
      { key: 'R-2', row: alone({ ...second, partner_client_id: 'M_1' }) },
      { key: 'R-1', row: alone(named) },
    ]);
    expect(clientsWithClaims.inner?.toRecords(read([named]))).toEqual(
      clientsWithClaims.inner?.toRecords(read([CLAIM])),
    );
    expect(clientsWithClaims.inner?.kind).toBe(revenueClaims);
  });

  it('compares with a stored client as if there were no claims', () => {
    const stored = row({ other_identifiers }, CLAIM);
    const differentClaims = [
      { ...CLAIM, total_amount: '7' },
      { ...CLAIM, unique_reference: 'R-2' },
    ];
    expect(clientsWithClaims.sameAsStored(row({ other_identifiers }, ...differentClaims), stored)).toBe(true);
    expect(clientsWithClaims.sameAsStored(row({}, CLAIM), stored)).toBe(false);
    expect(
      clientsWithClaims.sameAsStored(row({ other_identifiers, entity_type: 'LLP' }, CLAIM), stored),
    ).toBe(false);
  });
});
