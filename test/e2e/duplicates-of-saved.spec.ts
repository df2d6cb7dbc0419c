import { arrayOf, clientText } from '../support/client-texts';
import { clients } from '../support/clients';
import { outcomes } from '../support/outcome';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { type StatusDocument } from '../support/status-document';

type Changes = Readonly<Record<string, unknown>>;
const date = (text: string): Changes => ({ client_start_date: text });
const identifiers = (...values: unknown[]): Changes => ({ other_identifiers: values });

/** What was saved, what is sent later, and whether this is the same data as stored. */
const CASES: readonly (readonly [saved: Changes, later: Changes, content: 'same' | 'different'])[] = [
  [{}, {}, 'same'],
  [date('2020-01-01'), date('2020-01-01T00:00:00Z'), 'same'],
  [date('2020-01-01'), date('2020-01-01T01:00:00+01:00'), 'same'],
  [date('2020-01-01T00:00:00Z'), date('2020-01-01'), 'same'],
  [date('2020-01-01T01:00:00.500+01:00'), date('2019-12-31T14:00:00.5-10:00'), 'same'],
  [date('2020-01-01T00:00:00'), date('2020-01-01T00:00:00.000000000-00:00'), 'same'],
  [date('2020-01-01T00:00:00.123456789Z'), date('2020-01-01T00:00:00.123456789Z'), 'same'],
  [date('0001-01-01T00:00:00+14:00'), date('0001-01-01T00:00:00+14:00'), 'same'],
  [date('9999-12-31T23:59:59-23:59'), date('9999-12-31T23:59:59-23:59'), 'same'],
  [date('2020-01-01'), date('2020-01-02'), 'different'],
  [date('2020-01-01'), date('2020-01-01T00:00:00+01:00'), 'different'],
  [date('2020-01-01T00:00:00.000001Z'), date('2020-01-01T00:00:00.000002Z'), 'different'],
  [{ entity_type: 'LLC' }, { entity_type: 'LLP' }, 'different'],
  [{ other_identifiers: undefined }, { other_identifiers: undefined }, 'same'],
  [{ other_identifiers: undefined }, identifiers(), 'different'],
  [identifiers(), { other_identifiers: undefined }, 'different'],
  [identifiers({ key: 'a', values: ['1'] }), identifiers({ values: ['1'], key: 'a' }), 'same'],
  [
    identifiers({ key: 'é\n"\\🦊', values: ['\t'] }),
    identifiers({ key: 'é\n"\\🦊', values: ['\t'] }),
    'same',
  ],
  [identifiers({ key: 'a', values: ['1', '2'] }), identifiers({ key: 'a', values: ['2', '1'] }), 'different'],
  [identifiers({ key: 'a', values: ['1'] }), identifiers({ key: 'a', values: ['1', '1'] }), 'different'],
  [identifiers({ key: 'a', values: ['1'] }), identifiers({ key: 'a', values: ['1 '] }), 'different'],
  [identifiers({ key: 'é', values: ['1'] }), identifiers({ key: 'e\u0301', values: ['1'] }), 'different'],
  [
    identifiers({ key: 'a', values: ['1'] }, { key: 'b', values: ['2'] }),
    identifiers({ key: 'b', values: ['2'] }, { key: 'a', values: ['1'] }),
    'different',
  ],
];

/** Records are saved and looked up one way in small batches and another way in large ones: so many valid clients more. */
const SIZES = [
  ['a small batch', 0],
  ['a large batch', 600],
] as const;

let service: Service;
let partner: Partner;
beforeAll(async () => {
  service = await startService();
  [partner] = service.partners;
});
afterAll(() => service.stop());

describe.each(SIZES)('a client that is saved already, sent again in %s,', (size, more) => {
  let before: StatusDocument;
  let after: StatusDocument;
  let rowsBefore: unknown;
  const text = (n: number, changes: Changes = {}): string => clientText(`${size} ${n}`, changes);
  const batch = (changes: readonly Changes[]): string =>
    arrayOf([
      ...changes.map((change, n) => text(n, change)),
      ...clients(`more-${changes.length}`, more).map((client) => JSON.stringify(client)),
    ]);
  const rows = (): Promise<unknown[]> =>
    rowsOf(service.databaseUrl, 'SELECT *, xmin FROM partner_clients WHERE partner_client_id LIKE $1', [
      `${size}%`,
    ]);

  beforeAll(async () => {
    before = await partner.decideClients(batch(CASES.map(([saved]) => saved)));
    rowsBefore = await rows();
    after = await partner.decideClients(batch(CASES.map(([, later]) => later)));
  });

  it('was saved the first time', () => {
    expect(before.counts).toMatchObject({ total: CASES.length + more, Completed: CASES.length + more });
    expect(rowsBefore).toHaveLength(CASES.length);
  });

  it.each(CASES.map((row, n) => [n, ...row] as const))(
    '(%i) first with %j, then with %j, is a Duplicate with %s content',
    (n, _saved, _later, content) => {
      const { state, problems } = after.result[n]?.status ?? {};
      expect(state).toBe('Duplicate');
      expect(problems).toHaveLength(1);
      expect(problems?.[0]).toMatchObject({
        code: 'already_saved',
        duplicate_of: { status_check_id: before.id, index: n },
      });
      const [right, wrong] = content === 'same' ? ['same', 'different'] : ['different', 'same'];
      expect(problems?.[0]?.detail).toContain(right);
      expect(problems?.[0]?.detail).not.toContain(wrong);
    },
  );

  it('leaves the saved record untouched', async () => {
    expect(await rows()).toEqual(rowsBefore);
  });

  it('is a Duplicate of the saved one a third time too, not of the second one', async () => {
    const { id, result } = await partner.decideClients(batch(CASES.map(([, later]) => later)));
    expect(id).not.toBe(after.id);
    expect(result.slice(0, CASES.length).map(({ status }) => status)).toEqual(
      after.result.slice(0, CASES.length).map(({ status }) => status),
    );
  });

  it('stands among new ones, which are saved', async () => {
    const texts = [text(1_000), text(0), text(1_001), text(1), text(1_002)];
    const document = await partner.decideClients(arrayOf(texts));
    expect(outcomes(document)).toEqual([
      ...['Completed', 'Duplicate of saved', 'Completed', 'Duplicate of saved', 'Completed'],
    ]);
  });
});
