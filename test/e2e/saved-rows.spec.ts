import { arrayOf, clientText } from '../support/client-texts';
import { clients } from '../support/clients';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { type Problem, type StatusDocument } from '../support/status-document';

interface Saved {
  client_start_date?: string;
  /** The time in UTC, as PostgreSQL prints it. */
  stored?: string;
  entity_type?: string;
  other_identifiers?: unknown;
}

/** Clients whose values are awkward for SQL, COPY or JSON, by key. */
const CLIENTS: Readonly<Record<string, Saved>> = {
  plain: {},
  'no identifiers': { other_identifiers: undefined },
  'empty identifiers': { other_identifiers: [] },
  'with a time': { client_start_date: '2021-03-04T05:06:07.89Z', stored: '2021-03-04 05:06:07.89' },
  'with an offset': { client_start_date: '2021-03-04T00:30:00+05:45', stored: '2021-03-03 18:45:00' },
  'in summer': { client_start_date: '2021-07-01', stored: '2021-07-01 00:00:00' },
  'nine digits': {
    client_start_date: '2021-03-04T05:06:07.999999999',
    stored: '2021-03-04 05:06:07.999999',
  },
  'long ago': { client_start_date: '0001-01-01T00:00:00+14:00', stored: '0001-12-31 10:00:00 BC' },
  'far ahead': { client_start_date: '9999-12-31T23:59:59-23:59', stored: '10000-01-01 23:58:59' },
  'leap day': { client_start_date: '2024-02-29', stored: '2024-02-29 00:00:00' },
  '\\N': { entity_type: 'LLP' },
  '\\.': { entity_type: 'SoleProprietor' },
  'a\\tb\\\\': {},
  "'; DROP TABLE partner_clients; --": {},
  '{"a":[1,"x"]},"': {},
  'é🦊Ａ שלום': {},
  texts: {
    other_identifiers: [
      {
        key: 'tab\tline\nreturn\rbackslash\\quote"',
        values: ['\\N', '\\.', "'", '{}', '🦊é\u0001\u007f', ' '],
      },
      { key: '__proto__', values: ['constructor'] },
    ],
  },
};

const DEFAULTS: Required<Saved> = {
  client_start_date: '2021-03-04',
  stored: '2021-03-04 00:00:00',
  entity_type: 'LimitedCompany',
  other_identifiers: clients('', 1)[0]?.other_identifiers,
};

/** Items that are not saved. */
const OTHERS = [
  clientText('twice'),
  clientText('twice', { entity_type: 'LLC' }),
  clientText('plain'),
  clientText('wrong', { entity_type: 'Club', ['\u0000\ud800"\\']: 1 }),
  clientText('a key that is too long'.repeat(10)),
  'null',
];

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

/** Rows are written one way for small batches and another way for large ones (so many clients more): a partner for each. */
describe.each([
  ['a small batch', 0, 0],
  ['a large batch', 1, 600],
] as const)('in the database, %s', (_size, sender, more) => {
  let document: StatusDocument;
  const keys = Object.keys(CLIENTS);
  const texts = [
    // JSON leaves undefined out.
    ...keys.map((key) => clientText(key, { ...CLIENTS[key], stored: undefined })),
    ...OTHERS,
    ...clients('more', more).map((client) => JSON.stringify(client)),
  ];

  beforeAll(async () => {
    document = await service.partners[sender].decideClients(arrayOf(texts));
  });

  it('has left one record for each Completed client, with its values', async () => {
    expect(document.counts).toMatchObject({
      ...{ Completed: keys.length + more, Duplicate: 1, Conflict: 2, Failed: 3 },
    });
    const rows = await rowsOf(
      service.databaseUrl,
      `SELECT partner_client_id, (client_start_date AT TIME ZONE 'UTC')::text AS utc, entity_type,
         other_identifiers, item_index, status_check_id, currency, saved_at BETWEEN b.created_at AND now() AS just_saved
       FROM partner_clients c JOIN batches b ON b.id = c.batch_id AND b.partner_id = c.partner_id
       JOIN partners p ON p.id = c.partner_id WHERE partner_client_id NOT LIKE 'more-%' AND p.client_id = $1 ORDER BY item_index`,
      [service.partners[sender].credentials.client_id],
    );
    expect(rows).toEqual(
      keys.map((key, index) => ({
        partner_client_id: key,
        utc: CLIENTS[key]?.stored ?? DEFAULTS.stored,
        entity_type: CLIENTS[key]?.entity_type ?? DEFAULTS.entity_type,
        other_identifiers: identifiersOf(CLIENTS[key] ?? {}),
        item_index: index,
        status_check_id: document.id,
        currency: service.partners[sender].credentials.currency,
        just_saved: true,
      })),
    );
  });

  it('has left one result for each item, with its state, key and problems', async () => {
    const rows = await rowsOf<{ item_index: number; state: string; key: string; problems: Problem[] | null }>(
      service.databaseUrl,
      `SELECT item_index, state, key, problems FROM item_results r JOIN batches b ON b.id = r.batch_id
       WHERE status_check_id = $1 ORDER BY item_index`,
      [document.id],
    );
    expect(rows.map(({ item_index: index }) => index)).toEqual(texts.map((_, index) => index));
    expect(rows.map(({ state, problems }) => ({ state, problems: problems ?? [] }))).toEqual(
      document.result.map(({ status: { state, problems } }) => ({ state, problems })),
    );
    const keyOf = ({ data }: { data: unknown }): string =>
      (data as { partner_client_id: string }).partner_client_id;
    expect(rows.map(({ key }) => key)).toEqual(
      document.result.map((element, index) =>
        index === keys.length + 4 || index === keys.length + 5 ? null : keyOf(element),
      ),
    );
    const completed = rows.filter(({ state }) => state === 'Completed');
    expect(completed.filter(({ problems }) => problems !== null)).toEqual([]);
  });

  function identifiersOf(saved: Saved): unknown {
    return 'other_identifiers' in saved ? (saved.other_identifiers ?? null) : DEFAULTS.other_identifiers;
  }
});
