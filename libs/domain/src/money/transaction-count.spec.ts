import fc from 'fast-check';
import { number } from '../testing/json-text';
import { isTransactionCount, transactionCountFaults, transactionCountText } from './transaction-count';

const GENERATED_COUNTS = 100_000;
const LEAST_OF_EACH = 500;

const says = (value: unknown): string[] => transactionCountFaults(value).map((fault) => fault.says);
/** The same without what was found. */
const rules = (value: unknown): string[] => says(value).map((sentence) => sentence.replace(/; found .*/, ''));

const WHOLE = 'must be a whole number';
const RANGE = 'must lie between -9007199254740992 and 9007199254740992';

describe('a number of transactions', () => {
  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['-0.0e5', '0'],
    ['150', '150'],
    ['150.0', '150'],
    ['-7', '-7'],
    ['1e2', '100'],
    ['1.5e1', '15'],
    ['1200e-2', '12'],
    ['9007199254740992', '9007199254740992'],
    ['-9007199254740992', '-9007199254740992'],
    ['9007199254740992.000', '9007199254740992'],
    ['9.007199254740992e15', '9007199254740992'],
    ['9000000000000000', '9000000000000000'],
  ])('may be %s, which is stored as %s', (text, stored) => {
    expect(says(number(text))).toEqual([]);
    expect(transactionCountText(number(text))).toBe(stored);
  });

  it.each<[unknown, string]>([
    [undefined, 'is required'],
    [null, 'must be a number; found null'],
    ['150', 'must be a number; found "150"'],
    [true, 'must be a number; found a boolean'],
    [[number('1')], 'must be a number; found an array'],
    [{}, 'must be a number; found an object'],
    [number('1.5'), `${WHOLE}; found 1.5`],
    [number('150.01'), `${WHOLE}; found 150.01`],
    [number('1e-1'), `${WHOLE}; found 1e-1`],
    [number('1e-999999999'), `${WHOLE}; found 1e-999999999`],
    [number('9007199254740993'), `${RANGE}; found 9007199254740993`],
    [number('-9007199254740993'), `${RANGE}; found -9007199254740993`],
    [number('10000000000000000'), `${RANGE}; found 10000000000000000`],
    [number('1e999999999'), `${RANGE}; found 1e999999999`],
    [number('9'.repeat(41)), `${RANGE}; found a number of 41 characters`],
  ])('may not be %j', (value, sentence) => {
    expect(says(value)).toEqual([sentence]);
  });
});

describe('generated numbers of transactions', () => {
  it('are read as bigint reads them', () => {
    const seen = { stored: 0, [WHOLE]: 0, [RANGE]: 0 };
    const mantissa = fc.oneof(
      fc.bigInt({ min: -1_000n, max: 1_000n }),
      fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }),
      fc.bigInt({ min: 2n ** 53n - 5n, max: 2n ** 53n + 5n }),
      fc.bigInt({ min: -(2n ** 53n) - 5n, max: -(2n ** 53n) + 5n }),
    );

    fc.assert(
      fc.property(mantissa, fc.integer({ min: -4, max: 6 }), fc.nat(6), (value, exponent, zeros) => {
        // The value times 10^zeros, written with an exponent that is so much less.
        const text = `${value * 10n ** BigInt(zeros)}e${exponent - zeros}`;
        const divisor = exponent < 0 ? 10n ** BigInt(-exponent) : 1n;
        const count = exponent < 0 ? value / divisor : value * 10n ** BigInt(exponent);
        const tooLarge = count > 2n ** 53n || count < -(2n ** 53n);
        const wanted = value % divisor !== 0n ? WHOLE : tooLarge ? RANGE : String(count);

        const literal = number(text);
        const read = isTransactionCount(literal) ? transactionCountText(literal) : rules(literal).join();
        if (read !== wanted) throw new Error(`${text}: ${read}, not ${wanted}`);
        seen[wanted === WHOLE || wanted === RANGE ? wanted : 'stored']++;
      }),
      { numRuns: GENERATED_COUNTS },
    );

    process.stdout.write(`${JSON.stringify(seen)}\n`);
    expect(Math.min(...Object.values(seen))).toBeGreaterThanOrEqual(LEAST_OF_EACH);
  });
});
