import { clients } from './clients.kind';

const CLIENT = {
  partner_client_id: 'M_1',
  client_start_date: '2024-02-29T01:00:00+01:00',
  entity_type: 'LLC',
};
const IDENTIFIERS = [
  { values: ['a"\u0001é', 'b'], key: 'vat' },
  { key: 'x', values: ['1'] },
];
const row = (change: Record<string, unknown> = {}) => clients.toRow({ ...CLIENT, ...change });

describe('the record kind clients', () => {
  it('makes a row with a text for each column, as PostgreSQL prints it', () => {
    expect(row()).toEqual(['M_1', '2024-02-29 00:00:00+00', 'LLC', null]);
    expect(row({ other_identifiers: [] })[3]).toBe('[]');
    expect(row({ other_identifiers: IDENTIFIERS })[3]).toBe(
      '[{"key": "vat", "values": ["a\\"\\u0001é", "b"]}, {"key": "x", "values": ["1"]}]',
    );
    expect(row()).toHaveLength(clients.columns.length);
  });

  it('finds re-sent data to be the same as stored', () => {
    for (const change of [{}, { other_identifiers: [] }, { other_identifiers: IDENTIFIERS }]) {
      expect(clients.sameAsStored(row(change), row(change))).toBe(true);
    }
  });

  it('compares times by value and identifiers as JSON values', () => {
    expect(clients.sameAsStored(row({ client_start_date: '2024-02-29' }), row())).toBe(true);
    const printedOtherwise = JSON.stringify(IDENTIFIERS);
    const stored = [...row().slice(0, 3), printedOtherwise];
    expect(clients.sameAsStored(row({ other_identifiers: IDENTIFIERS }), stored)).toBe(true);
  });

  it.each([
    ['another time', { client_start_date: '2024-03-01' }, {}],
    ['another entity type', { entity_type: 'LLP' }, {}],
    ['identifiers where there were none', { other_identifiers: [] }, {}],
    ['no identifiers where there were some', {}, { other_identifiers: IDENTIFIERS }],
    [
      'identifiers in another order',
      { other_identifiers: [...IDENTIFIERS].reverse() },
      { other_identifiers: IDENTIFIERS },
    ],
  ])('finds %s to be different', (_name, sent, stored) => {
    expect(clients.sameAsStored(row(sent), row(stored))).toBe(false);
  });
});
