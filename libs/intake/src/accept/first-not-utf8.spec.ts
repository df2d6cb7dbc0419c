import { firstNotUtf8 } from './first-not-utf8';

const FAULTS = [
  [0x80],
  [0xff],
  [0xe9, 0x22],
  [0xe2, 0x82],
  [0xc0, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
];
/** So long that the windows end within characters of each length. */
const TEXTS = ['', 'a', 'aé€😀'.repeat(3), ...['a', 'é', '€', '😀'].map((one) => `x${one.repeat(7_000)}`)];

describe('the first byte that is no UTF-8', () => {
  it.each(FAULTS)('is found wherever it stands: %d', (...fault) => {
    for (const text of TEXTS) {
      const before = Buffer.from(text);
      for (const behind of ['', '"]', '€'.repeat(3_000)]) {
        expect(firstNotUtf8(Buffer.concat([before, Buffer.from(fault), Buffer.from(behind)]))).toBe(
          before.length,
        );
      }
    }
  });
});
