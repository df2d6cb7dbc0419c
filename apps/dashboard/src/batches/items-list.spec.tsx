import { type InspectedBatch } from '@app/persistence';
import { renderToString } from 'preact-render-to-string';
import { ItemsList, MOST_SHOWN_CHARACTERS } from './items-list';
import { type ShownItem } from './read-item-texts';

const BATCH = { clientId: 'acme', statusCheckId: 'x' } as InspectedBatch;

function shown(item: Partial<ShownItem>): string {
  const whole: ShownItem = { index: 0, state: 'Failed', problems: [], text: '{}', length: 2, ...item };
  return renderToString(
    <ItemsList batch={BATCH} view={{ choice: { state: null, key: '' }, items: [whole], next: null }} />,
  );
}

describe('the items of a batch on a page', () => {
  it('say of a text that is cut how long it is, and that the whole is in the download', () => {
    const text = 'x'.repeat(MOST_SHOWN_CHARACTERS);
    expect(shown({ text, length: 1_000_000 })).toContain(
      'These are the first 16,384 of 1,000,000 characters; the download has all of them.',
    );
    expect(shown({ text, length: 1_000_000, state: 'Completed' })).toContain('of 1,000,000 characters.');
    expect(shown({ text, length: text.length })).not.toContain('data-cut');
  });

  it('have twenty problems at most, and say how many more there are', () => {
    const problems = (count: number): ShownItem['problems'] =>
      Array.from({ length: count }, (_, n) => ({
        code: 'required',
        pointer: `/${n}${'p'.repeat(2_000)}`,
        detail: 'is missing',
      }));
    const many = shown({ problems: problems(5_000) });
    expect(many.match(/is missing/g)).toHaveLength(20);
    expect(many).toContain('and 4,980 more');
    expect(many.length).toBeLessThan(20_000);
    expect(shown({ problems: problems(20) })).not.toContain('more</li>');
  });
});
