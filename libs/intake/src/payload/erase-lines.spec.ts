import { eraseLines } from './erase-lines';
import { itemsToDecide, ownTexts } from './shard-text';

const PAYLOAD = [
  '{"elsewhere":[11],"copies":[25,31],"suspect":[10]}',
  '"a"',
  '"b"',
  '"c"',
  '"a"',
  '"d"',
].join('\n');
const erase = (...items: string[]) => eraseLines(PAYLOAD, 10, 3, (item) => items.includes(item));

describe('erasing items from a payload', () => {
  it('leaves null in the place of own items and copies, and tells their indexes', () => {
    const { text, indexes } = erase('"a"', '"c"');
    expect(indexes).toEqual([10, 12, 25]);
    expect(ownTexts(text, 3)).toEqual(['null', '"b"', 'null']);
    expect(itemsToDecide(text, 10, 3).map(({ index, text: item }) => [index, item])).toEqual([
      [10, 'null'],
      [12, 'null'],
      [25, 'null'],
      [31, '"d"'],
    ]);
  });

  it('changes nothing where nothing is to be erased, and not a second time', () => {
    expect(erase()).toEqual({ text: PAYLOAD, indexes: [] });
    const { text } = erase('"a"');
    expect(eraseLines(text, 10, 3, (item) => item === '"a"')).toEqual({ text, indexes: [] });
  });
});
