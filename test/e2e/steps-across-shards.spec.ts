import { arrayOf, clientText } from '../support/client-texts';
import { outcomes } from '../support/outcome';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { expectSound } from '../support/sound-document';
import { rowsOf } from '../support/sql';

/** Three shards, by the number of items that one holds at most (docs/architecture.md, "Words"). */
const ITEMS = 10_500;
const OTHER = { entity_type: 'LLP' };
const INVALID = { entity_type: 'Club' };
const ambiguous = (key: string, other = key): string =>
  `{"partner_client_id":"${key}",${clientText(other).slice(1)}`;
const AMBIGUITY = 'Failed: repeated_member /partner_client_id';

/** At which indexes of one batch which item stands, and what must become of it. */
const PLACED: readonly (readonly [index: number, text: string, expected: string])[] = [
  [0, clientText('equal'), 'Completed'],
  [5_000, clientText('equal'), 'Duplicate of 0'],
  [10_001, clientText('equal').replace('equal', 'equ\\u0061l'), 'Duplicate of 0'],

  [6_000, clientText('late'), 'Completed'],
  [6_001, clientText('late'), 'Duplicate of 6000'],
  [10_002, clientText('late').replace('partner_', 'partner\\u005f'), 'Duplicate of 6000'],

  [2, clientText('clash'), 'Conflict'],
  [5_002, clientText('clash'), 'Conflict'],
  [10_003, clientText('clash', OTHER), 'Conflict'],

  [3, clientText('invalid', INVALID), 'Failed: invalid_value /entity_type'],
  [10_004, clientText('invalid', INVALID), 'Duplicate of 3'],
  [4, clientText('half', INVALID), 'Conflict'],
  [10_005, clientText('half'), 'Conflict'],

  [5, ambiguous('ambiguous-first'), AMBIGUITY],
  [5_005, clientText('ambiguous-first'), 'Completed'],
  [10_006, clientText('ambiguous-first'), 'Duplicate of 5005'],
  [6, clientText('ambiguous-later'), 'Completed'],
  [10_007, ambiguous('ambiguous-later'), AMBIGUITY],
  [10_008, ambiguous('equal', 'late'), AMBIGUITY],
  [10_009, ambiguous('late', 'equal'), AMBIGUITY],

  [7, clientText('saved'), 'Duplicate of saved'],
  [10_010, clientText('saved'), 'Duplicate of 7'],
  [8, clientText('saved-clash'), 'Conflict'],
  [10_011, clientText('saved-clash', OTHER), 'Conflict'],
  [10_012, clientText('saved-late', OTHER), 'Duplicate of saved'],

  [9, clientText(' spaced'), 'Failed: invalid_value /partner_client_id'],
  [10_013, clientText(' spaced'), 'Failed: invalid_value /partner_client_id'],
  [10, 'null', 'Failed: not_an_object'],
  [10_014, 'null', 'Failed: not_an_object'],
  [11, clientText('Case'), 'Completed'],
  [10_015, clientText('case'), 'Completed'],
];

describe('equal keys in different shards of one batch', () => {
  let service: Service;
  let partner: Partner;
  beforeAll(async () => {
    service = await startService({ workers: 2 });
    [partner] = service.partners;
  });
  afterAll(() => service.stop());

  const shardCount = async (id: string): Promise<number> => {
    const rows = await rowsOf(
      service.databaseUrl,
      'SELECT 1 FROM shards JOIN batches b ON b.id = batch_id WHERE status_check_id = $1',
      [id],
    );
    return rows.length;
  };

  it('mean the same as in one shard', async () => {
    const saved = ['saved', 'saved-clash', 'saved-late'].map((key) => clientText(key));
    expect((await partner.decideClients(arrayOf(saved))).counts.Completed).toBe(3);

    const texts = Array.from({ length: ITEMS }, (_, n) =>
      clientText(`n-${n}`, { other_identifiers: undefined }),
    );
    const expected = Array<string>(ITEMS).fill('Completed');
    for (const [index, text, state] of PLACED) {
      texts[index] = text;
      expected[index] = state;
    }
    const document = await partner.decideClients(arrayOf(texts));
    expect(await shardCount(document.id)).toBe(3);
    expectSound(document);
    expect(PLACED.map(([index]) => [index, outcomes(document)[index]])).toEqual(
      PLACED.map(([index, , state]) => [index, state]),
    );
    expect(outcomes(document)).toEqual(expected);
    expect(document.result.map(({ data }) => data)).toEqual(texts.map((text): unknown => JSON.parse(text)));
    expect(document.result[2]?.status.problems[0]?.detail).toMatch(/"clash".* items 5002, 10003 /);
  });

  it('mean the same when shards are small because items are large', async () => {
    // Each item takes up a fifth of the bytes of one shard.
    const large = (key: string, letter: string): string =>
      clientText(key, { note: letter.repeat(800 * 1024) });
    const texts = Array.from({ length: 12 }, (_, n) => large(`large-${n}`, 'x'));
    texts[11] = large('large-0', 'x');
    texts[10] = large('large-1', 'y');
    const document = await partner.decideClients(arrayOf(texts));
    expect(await shardCount(document.id)).toBeGreaterThan(1);
    expectSound(document);
    const unknown = 'Failed: unknown_member /note';
    expect(outcomes(document)).toEqual([
      ...[unknown, 'Conflict', ...Array<string>(8).fill(unknown), 'Conflict', 'Duplicate of 0'],
    ]);
  });
});
