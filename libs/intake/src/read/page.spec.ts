import { RequestRefused } from '@app/domain';
import { type BatchView } from '@app/persistence';
import { cursorAt, indexOfCursor } from './cursor';
import { documentTag } from './document-tag';
import { readPage, windowOf, WHOLE } from './page';
import { shownItems } from './shown-items';

/** Two shards of five items; the second is undecided but for its item 7, which the first decided. */
const BATCH: BatchView = {
  batchId: '1',
  statusCheckId: '01980000-0000-7000-8000-000000000001',
  acceptedOn: '2026-01-01',
  itemCount: 10,
  createdAt: new Date(0),
  deleted: false,
  shards: [
    {
      shardNo: 0,
      firstIndex: 0,
      itemCount: 5,
      from: 0,
      to: 5,
      decidedAt: new Date(1),
      erasedAt: null,
      counts: { Completed: 3, Duplicate: 1, Conflict: 0, Failed: 2 },
      states: 'CFCFC',
      indexes: null,
    },
    {
      shardNo: 1,
      firstIndex: 5,
      itemCount: 5,
      from: 5,
      to: 10,
      decidedAt: null,
      erasedAt: null,
      counts: null,
      states: 'D',
      indexes: [7],
    },
  ],
};

/** The parts that a page shows as `[from, to]`, and the next index. */
function shown(parameters: Parameters<typeof readPage>[0]) {
  const { parts, next } = shownItems(BATCH, readPage(parameters));
  return { parts: parts.map(({ from, to }) => [from, to]), next };
}

describe('the parameters of a page', () => {
  it('are not needed for the whole document', () => {
    expect(readPage({})).toBe(WHOLE);
    expect(readPage({ other: 'x' })).toBe(WHOLE);
    expect(shown({})).toEqual({
      parts: [
        [0, 5],
        [5, 10],
      ],
      next: undefined,
    });
  });

  it('choose a run of items by limit and cursor, and tell where the next begins', () => {
    expect(shown({ limit: '3' })).toEqual({ parts: [[0, 3]], next: 3 });
    expect(shown({ limit: '3', cursor: cursorAt(3) })).toEqual({
      parts: [
        [3, 5],
        [5, 6],
      ],
      next: 6,
    });
    expect(shown({ limit: '4', cursor: cursorAt(6) })).toEqual({ parts: [[6, 10]], next: undefined });
    expect(shown({ limit: '0' })).toEqual({ parts: [], next: undefined });
  });

  it('choose items by state, and page through those alone', () => {
    expect(shown({ state: 'Failed' })).toEqual({ parts: [[1, 4]], next: undefined });
    expect(shown({ state: 'Failed', limit: '1' })).toEqual({ parts: [[1, 2]], next: 3 });
    expect(shown({ state: 'Failed', limit: '1', cursor: cursorAt(3) })).toEqual({
      parts: [[3, 4]],
      next: undefined,
    });
    expect(shown({ state: 'Duplicate' })).toEqual({ parts: [[7, 8]], next: undefined });
    expect(shown({ state: 'Pending,Duplicate', limit: '4' })).toEqual({ parts: [[5, 9]], next: 9 });
    expect(shown({ state: 'Conflict' })).toEqual({ parts: [], next: undefined });
  });

  it('take states as a list, as a repeated parameter, or both', () => {
    const states = (state: string | string[]) => [...(readPage({ state }).states ?? [])].sort();
    expect(states('Failed,Conflict')).toEqual(['Conflict', 'Failed']);
    expect(states(['Failed', 'Conflict'])).toEqual(['Conflict', 'Failed']);
    expect(states(['Failed,Pending', 'Failed'])).toEqual(['Failed', 'Pending']);
  });

  it('ask for no more states than the page depends on', () => {
    expect(windowOf(readPage({ limit: '0', state: 'Failed' }))).toEqual({ from: 0, to: 0 });
    expect(windowOf(readPage({ limit: '7', cursor: cursorAt(3) }))).toEqual({ from: 3, to: 10 });
    expect(windowOf(readPage({ limit: '7', state: 'Failed', cursor: cursorAt(3) })).to).toBe(2 ** 31 - 1);
    expect(windowOf(WHOLE)).toEqual({ from: 0, to: 2 ** 31 - 1 });
  });

  it.each([
    [{ limit: '-1' }, 'limit'],
    [{ limit: '10001' }, 'limit'],
    [{ limit: '1e3' }, 'limit'],
    [{ limit: '' }, 'limit'],
    [{ limit: ' 5' }, 'limit'],
    [{ limit: ['5', '5'] }, 'limit'],
    [{ state: '' }, 'state'],
    [{ state: 'failed' }, 'state'],
    [{ state: 'Failed,' }, 'state'],
    [{ state: 'toString' }, 'state'],
    [{ cursor: '' }, 'cursor'],
    [{ cursor: '5' }, 'cursor'],
    [{ cursor: cursorAt(5) + '=' }, 'cursor'],
    [{ cursor: [cursorAt(1), cursorAt(2)] }, 'cursor'],
  ])('are refused where they make no sense: %j', (parameters, name) => {
    const sentence = new RegExp(`^The parameter ${name} must `);
    expect(() => readPage(parameters)).toThrow(sentence);
    expect(() => readPage(parameters)).toThrow(RequestRefused);
  });
});

describe('a cursor', () => {
  it('leads back to its index, and no other text does', () => {
    for (const index of [0, 1, 4999, 99_999]) expect(indexOfCursor(cursorAt(index))).toBe(index);
    for (const text of ['', 'i5', cursorAt(-1), cursorAt(1.5), `${cursorAt(5)} `, `${cursorAt(12)}\n`]) {
      expect(indexOfCursor(text)).toBeUndefined();
    }
  });
});

describe('the tag of a document', () => {
  it('is another for every page, every moment and every batch', () => {
    const later: BatchView = {
      ...BATCH,
      shards: BATCH.shards.map((shard) => ({ ...shard, decidedAt: new Date(2) })),
    };
    const tags = [
      documentTag(BATCH, WHOLE),
      documentTag(BATCH, readPage({ limit: '0' })),
      documentTag(BATCH, readPage({ limit: '5' })),
      documentTag(BATCH, readPage({ limit: '5', cursor: cursorAt(5) })),
      documentTag(BATCH, readPage({ limit: '5', state: 'Failed' })),
      documentTag(BATCH, readPage({ cursor: cursorAt(0) })),
      documentTag(later, WHOLE),
      documentTag({ ...BATCH, statusCheckId: '01980000-0000-7000-8000-000000000002' }, WHOLE),
    ];
    expect(new Set(tags).size).toBe(tags.length);
  });

  it('is the same for the same content, however the states are listed', () => {
    expect(documentTag(BATCH, readPage({ state: 'Failed,Conflict' }))).toBe(
      documentTag({ ...BATCH }, readPage({ state: ['Conflict', 'Failed'] })),
    );
  });
});
