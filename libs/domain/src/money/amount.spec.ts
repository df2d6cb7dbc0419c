import fc from 'fast-check';
import { number } from '../testing/json-text';
import { type Amount, amountFaults, amountText, isAmount } from './amount';

const GENERATED_AMOUNTS = 100_000;
const LEAST_OF_EACH = 500;

const says = (value: unknown): string[] => amountFaults(value).map((fault) => fault.says);
/** The same without what was found. */
const rules = (value: unknown): string[] => says(value).map((sentence) => sentence.replace(/; found .*/, ''));

const FORM = 'must be a plain decimal such as "-12.50"';
const DECIMALS = 'must have at most 4 decimals';
const DIGITS = 'must have at most 15 digits before the point';

describe('an amount', () => {
  it.each([
    ['100', '100.0000'],
    ['100.00', '100.0000'],
    ['0.01', '0.0100'],
    ['-0.5', '-0.5000'],
    ['1.50000', '1.5000'],
    ['1e2', '100.0000'],
    ['1E+2', '100.0000'],
    ['12345e-4', '1.2345'],
    ['0.1', '0.1000'],
    ['0', '0.0000'],
    ['-0', '0.0000'],
    ['-0.000000', '0.0000'],
    ['0e999999999', '0.0000'],
    ['0.0001', '0.0001'],
    ['1.10000000000000000000000000000000000000', '1.1000'],
    ['0.00000001e8', '1.0000'],
    ['999999999999999.9999', '999999999999999.9999'],
    ['-999999999999999.9999', '-999999999999999.9999'],
    ['9007199254740.9931', '9007199254740.9931'],
    ['123456789012345.6789', '123456789012345.6789'],
  ])('may be the number %s, which is stored as %s', (text, stored) => {
    expect(says(number(text))).toEqual([]);
    expect(amountText(number(text))).toBe(stored);
  });

  it.each([
    ['100', '100.0000'],
    ['-12.50', '-12.5000'],
    ['0.30', '0.3000'],
    ['-0', '0.0000'],
    ['-0.00', '0.0000'],
    ['007', '7.0000'],
    ['-00.10', '-0.1000'],
    ['1.50000', '1.5000'],
    ['999999999999999.9999', '999999999999999.9999'],
    [`${'0'.repeat(999)}1`, '1.0000'],
  ])('may be the string %j, which is stored as %s', (text, stored) => {
    expect(says(text)).toEqual([]);
    expect(amountText(text)).toBe(stored);
  });

  it.each<[unknown, string, ...string[]]>([
    [undefined, 'is required'],
    [null, 'must be a number or a decimal string; found null'],
    [true, 'must be a number or a decimal string; found a boolean'],
    [[number('1')], 'must be a number or a decimal string; found an array'],
    [{ text: '1' }, 'must be a number or a decimal string; found an object'],
    [1.5, 'must be a number or a decimal string; found a number'], // a binary float, which no reader of claims gives
    [number('0.00001'), `${DECIMALS}; found 5`],
    [number('1.23456'), `${DECIMALS}; found 5`],
    [number('1e-5'), `${DECIMALS}; found 5`],
    [number('1e-999999999'), `${DECIMALS}; found more than 100,000`],
    [number('1000000000000000'), `${DIGITS}; found 16`],
    [number('-1000000000000000'), `${DIGITS}; found 16`],
    [number('1e15'), `${DIGITS}; found 16`],
    [number('1e400'), `${DIGITS}; found 401`],
    [number(`1e${'9'.repeat(400)}`), `${DIGITS}; found more than 100,000`],
    [number('1000000000000000.00001'), `${DECIMALS}; found 5`, `${DIGITS}; found 16`],
    ['1.23456', `${DECIMALS}; found 5`],
    ['1000000000000000', `${DIGITS}; found 16`],
    ['', `${FORM}; found ""`],
    ['1e5', `${FORM}; found "1e5"`],
    ['NaN', `${FORM}; found "NaN"`],
    ['Infinity', `${FORM}; found "Infinity"`],
    ['1,00', `${FORM}; found "1,00"`],
    ['1 000', `${FORM}; found "1 000"`],
    ['٣', `${FORM}; found "٣"`],
    ['１', `${FORM}; found "１"`],
    ['+1', `${FORM}; found "+1"`],
    ['--1', `${FORM}; found "--1"`],
    ['-', `${FORM}; found "-"`],
    ['.5', `${FORM}; found ".5"`],
    ['5.', `${FORM}; found "5."`],
    ['1.2.3', `${FORM}; found "1.2.3"`],
    ['0x10', `${FORM}; found "0x10"`],
    [' 1', `${FORM}; found " 1"`],
    ['1\n', `${FORM}; found "1\\n"`],
    ['1\0', `${FORM}; found "1\\u0000"`],
    ['£1', `${FORM}; found "£1"`],
    [`${'0'.repeat(1_000)}1`, 'must have at most 1,000 characters (code points); found 1,001'],
  ])('may not be %j', (value, ...expected) => {
    expect(says(value)).toEqual(expected);
  });

  it('is read in time that grows with its length, not with its size', () => {
    const startedAt = performance.now();
    expect(says(number('9'.repeat(1_000_000)))).toEqual([`${DIGITS}; found more than 100,000`]);
    expect(says(number(`0.${'0'.repeat(1_000_000)}1`))).toEqual([`${DECIMALS}; found more than 100,000`]);
    expect(says(number(`1${'0'.repeat(1_000_000)}e-1000000`))).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

// --- The same, computed a second way: as the integer of ten-thousandths. ---

interface Written {
  readonly sign: string;
  readonly whole: string;
  readonly fraction: string;
  /** Undefined for a plain decimal, which may be sent as a string as well. */
  readonly exponent: number | undefined;
}

const LARGEST = 10n ** 19n - 1n;

/** What PostgreSQL is to print, or what is wrong. */
function expected({ sign, whole, fraction, exponent = 0 }: Written): string {
  const mantissa = BigInt(whole + fraction);
  const power = 4 + exponent - fraction.length; // ten-thousandths = mantissa × 10^power
  const divisor = power < 0 ? 10n ** BigInt(-power) : 1n;
  const tooExact = mantissa % divisor !== 0n;
  const truncated = power < 0 ? mantissa / divisor : mantissa * 10n ** BigInt(power);
  const tooLarge = truncated > LARGEST;
  if (tooExact || tooLarge) return [tooExact && DECIMALS, tooLarge && DIGITS].filter(Boolean).join();
  const printed = `${truncated / 10_000n}.${String(truncated % 10_000n).padStart(4, '0')}`;
  return sign === '-' && truncated !== 0n ? `-${printed}` : printed;
}

const digits = (unit: string[], minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...unit), minLength, maxLength });
const ANY = Array.from('0123456789');
const whole = fc.oneof(digits(ANY, 1, 6), digits(['9', '0'], 13, 17), digits(ANY, 14, 16), fc.constant('0'));
const fraction = fc.oneof(
  digits(ANY, 0, 6),
  digits(['0'], 0, 30),
  digits(['9'], 4, 4),
  digits(['0', '1'], 3, 8),
);
const written: fc.Arbitrary<Written> = fc.record({
  sign: fc.constantFrom('', '-'),
  whole: whole.map((text) => text.replace(/^0+(?=\d)/, '')),
  fraction,
  exponent: fc.oneof(fc.constant(undefined), fc.integer({ min: -12, max: 24 })),
});

function literal({ sign, whole: before, fraction: after, exponent }: Written): string {
  return `${sign}${before}${after && '.'}${after}${exponent === undefined ? '' : `e${exponent}`}`;
}

describe('generated amounts', () => {
  it('are read as ten-thousandths counted in bigint', () => {
    const seen = { stored: 0, [DECIMALS]: 0, [DIGITS]: 0, zero: 0, negative: 0, string: 0 };
    const read = (value: Amount): string => (isAmount(value) ? amountText(value) : rules(value).join());

    fc.assert(
      fc.property(written, (amount) => {
        const text = literal(amount);
        const wanted = expected(amount);
        if (read(number(text)) !== wanted) throw new Error(`${text}: ${read(number(text))}, not ${wanted}`);
        if (amount.exponent === undefined) {
          seen.string++;
          if (read(text) !== wanted) throw new Error(`"${text}": ${read(text)}, not ${wanted}`);
        }
        if (/\d$/.test(wanted)) seen.stored++;
        if (wanted === '0.0000') seen.zero++;
        if (wanted.startsWith('-')) seen.negative++;
        if (wanted.includes(DECIMALS)) seen[DECIMALS]++;
        if (wanted.includes(DIGITS)) seen[DIGITS]++;
      }),
      { numRuns: GENERATED_AMOUNTS },
    );

    process.stdout.write(`${JSON.stringify(seen)}\n`);
    expect(Math.min(...Object.values(seen))).toBeGreaterThanOrEqual(LEAST_OF_EACH);
  });
});
