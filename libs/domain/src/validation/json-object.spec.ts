import { readLossless } from '../json/lossless-reader';
import { isJsonObject } from './json-object';

describe('an object that came out of JSON', () => {
  it.each(['{}', '{"a":1}', '{"length":1}', '{"text":"1"}', '{"__proto__":[]}'])(
    'is %s, by either reader',
    (text) => {
      expect(isJsonObject(JSON.parse(text))).toBe(true);
      expect(isJsonObject(readLossless(text).value)).toBe(true);
    },
  );

  it.each(['null', 'true', '"{}"', '[]', '[{}]', '1', '1e400'])('is not %s, by either reader', (text) => {
    expect(isJsonObject(JSON.parse(text))).toBe(false);
    expect(isJsonObject(readLossless(text).value)).toBe(false);
  });
});
