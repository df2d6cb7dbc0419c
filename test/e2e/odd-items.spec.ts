import { arrayOf, clientText } from '../support/client-texts';
import { outcome, outcomes } from '../support/outcome';
import { type Service, startService } from '../support/service';
import { expectSound } from '../support/sound-document';
import { rowsOf } from '../support/sql';
import { type StatusDocument } from '../support/status-document';

const nothingThere =
  'Failed: required /partner_client_id, required /client_start_date, required /entity_type';
const noObject = 'Failed: not_an_object';
const valid = (key: string): string => clientText(key).slice(1, -1);

/** Items that no partner should send. */
const ODD: readonly (readonly [text: string, expected: string])[] = [
  ...[
    'null',
    'true',
    'false',
    '0',
    '1',
    '-1e400',
    '""',
    '"x"',
    '[]',
    '[[]]',
    '[{}]',
    `[{${valid('k1')}}]`,
  ].map((text) => [text, noObject] as const),
  ['{}', nothingThere],
  ['{"__proto__":{"partner_client_id":"k"}}', `${nothingThere}, unknown_member /__proto__`],
  ['{"constructor":{"prototype":{}}}', `${nothingThere}, unknown_member /constructor`],
  [
    '{"toString":null,"hasOwnProperty":1}',
    `${nothingThere}, unknown_member /toString, unknown_member /hasOwnProperty`,
  ],
  [`{${valid('k2')},"__proto__":null}`, 'Failed: unknown_member /__proto__'],
  [`{${valid('k3')},"partner_client_id ":"k"}`, 'Failed: unknown_member /partner_client_id '],
  [`{${valid('k4')},"\\u0000":1,"\\ud800":2}`, 'Failed: unknown_member /\0, unknown_member /\ud800'],
  [`{"x":${'['.repeat(29)}${']'.repeat(29)}}`, `${nothingThere}, unknown_member /x`],
  [`{${valid('k5')},"entity_type":"LLC"}`, 'Failed: repeated_member /entity_type'],
  [`{${valid('k6')},"entity\\u005ftype":"LimitedCompany"}`, 'Failed: repeated_member /entity_type'],
  [`{${valid('k7')},"x":{"y":1,"y":1}}`, 'Failed: repeated_member /x/y'],
  [`{${valid('k8')},"x":[{"":1,"":1}]}`, 'Failed: repeated_member /x/0/'],
  [`{${valid('k9')},"__proto__":1,"__proto__":1}`, 'Failed: repeated_member /__proto__'],
  ['{"a":1,"a":1}', 'Failed: repeated_member /a'],
];

describe('an odd item', () => {
  let service: Service;
  let document: StatusDocument;
  beforeAll(async () => {
    service = await startService();
    // Every odd one between two good ones.
    const texts = ODD.flatMap(([text], n) => [clientText(`neighbour-${n}`), text]);
    document = await service.partners[0].decideClients(arrayOf(texts));
  });
  afterAll(() => service.stop());

  it.each(ODD.map(([text, expected], n) => [text, expected, n] as const))(
    '%s is %j',
    (_text, expected, n) => {
      expect(document.result.slice(2 * n + 1, 2 * n + 2).map(outcome)).toEqual([expected]);
    },
  );

  it('does its neighbours no harm, and leaves nothing in the database', async () => {
    expectSound(document);
    const neighbours = outcomes(document).filter((_, index) => index % 2 === 0);
    expect(neighbours).toEqual(ODD.map(() => 'Completed'));
    const rows = await rowsOf<{ key: string }>(
      service.databaseUrl,
      'SELECT partner_client_id AS key FROM partner_clients ORDER BY item_index',
    );
    expect(rows.map(({ key }) => key)).toEqual(ODD.map((_, n) => `neighbour-${n}`));
    expect(service.postgresLog()).not.toMatch(/ERROR/);
    expect(service.logs().filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
  });

  it('may break thousands of rules, and is told the first of them and how many more', async () => {
    const text = clientText('lists', { other_identifiers: Array(3_000).fill({}) });
    const unknown = `{${valid('k10')},${Array.from({ length: 3_000 }, (_, n) => `"x${n}":${n}`).join(',')}}`;
    const { result } = await service.partners[0].decideClients(arrayOf([text, unknown]));
    for (const { status } of result) {
      expect(status.state).toBe('Failed');
      expect(status.problems.length).toBeGreaterThan(50);
      expect(status.problems.length).toBeLessThan(1_002);
    }
  });
});
