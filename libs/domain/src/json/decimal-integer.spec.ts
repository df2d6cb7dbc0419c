import fc from 'fast-check';
import { addedTo } from './decimal-integer';

const NINES = '9'.repeat(40);
const ROUND = `1${'0'.repeat(40)}`;

describe('a decimal integer of any length', () => {
  it.each([
    ['0', 0, '0'],
    ['+007', 0, '7'],
    ['-0', 0, '0'],
    ['5', -7, '-2'],
    ['-5', 7, '2'],
    ['999999999999999999', 1, '1000000000000000000'],
    ['1000000000000000000', -1, '999999999999999999'],
    [NINES, 1, ROUND],
    [ROUND, -1, NINES],
    [`-${NINES}`, -1, `-${ROUND}`],
    [`-${ROUND}`, 1, `-${NINES}`],
    [`+00${ROUND}`, 12, `1${'0'.repeat(38)}12`],
  ])('%s and %i make %s', (text, small, sum) => {
    expect(addedTo(text, small)).toBe(sum);
  });

  it('adds up as bigint does', () => {
    const digits = fc.string({ unit: fc.constantFrom('0', '9', '1', '5'), minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        fc.constantFrom('', '-'),
        digits,
        fc.integer({ min: -1e9, max: 1e9 }),
        (sign, text, small) => {
          expect(addedTo(`${sign}${text}`, small)).toBe(String(BigInt(`${sign}${text}`) + BigInt(small)));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
