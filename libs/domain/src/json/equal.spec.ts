import { equalJsonTexts } from './equal';
import { decimalValue } from './lossless-number';

describe('two JSON texts', () => {
  it.each([
    ['{"a":1,"b":2}', '{"b":2,"a":1}'],
    ['{ "a" : [ 1 , "x" ] }', '{"a":[1,"x"]}'],
    ['{"a":{"b":null,"c":true}}', '{"a":{"c":true,"b":null}}'],
    ['"\\u0061\\/"', '"a/"'],
    ['1', '1.0'],
    ['1', '10e-1'],
    ['100', '1e2'],
    ['1e2', '1E+2'],
    ['1e2', '1e0000002'],
    ['0.001', '1e-3'],
    ['0', '-0'],
    ['0', '0.000e999999999'],
    ['-1.50', '-15e-1'],
    ['1e999999999', '10e999999998'],
    ['1e999999999', '0.1e1000000000'],
    ['1e-99999999999999999999', '0.1e-99999999999999999998'],
    ['12345678901234567890', '12345678901234567890.0'],
    ['{"__proto__":1}', '{"__proto__":1.0}'],
  ])('%s and %s are equal', (a, b) => {
    expect(equalJsonTexts(a, b)).toBe(true);
    expect(equalJsonTexts(b, a)).toBe(true);
  });

  it.each([
    ['[1,2]', '[2,1]'],
    ['[1]', '[1,1]'],
    ['{"a":null}', '{}'],
    ['{"a":null}', '{"b":null}'],
    ['{"a":1}', '{"a":"1"}'],
    ['{"a":1}', '{"a":1,"b":1}'],
    ['{}', '[]'],
    ['{}', 'null'],
    ['[]', 'null'],
    ['{"0":1}', '[1]'],
    ['true', 'false'],
    ['0', 'false'],
    ['""', 'null'],
    ['"a"', '"A"'],
    ['"é"', '"e\u0301"'],
    ['1', '-1'],
    ['9007199254740993', '9007199254740992'],
    ['1e999999999', '1e999999998'],
    ['1e999999999', '2e999999999'],
    ['0.1', '0.10000000000000000001'],
    ['{"toString":1}', '{}'],
    ['{"__proto__":{}}', '{}'],
  ])('%s and %s differ', (a, b) => {
    expect(equalJsonTexts(a, b)).toBe(false);
    expect(equalJsonTexts(b, a)).toBe(false);
  });

  it('are compared in time that grows with their length, not with their numbers', () => {
    const zeros = '0'.repeat(200_000);
    const startedAt = performance.now();
    expect(equalJsonTexts(`1${zeros}1`, `1${zeros}2`)).toBe(false);
    expect(equalJsonTexts(`1e1${zeros}`, `10e0${'9'.repeat(200_000)}`)).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('the decimal value of a number literal', () => {
  it('has neither leading nor trailing zeros and an exponent of its own', () => {
    expect(decimalValue('-12.3400e5')).toEqual({
      negative: true,
      digits: '1234',
      exponent: '7',
    });
    expect(decimalValue('0.00120')).toEqual({ negative: false, digits: '12', exponent: '-2' });
    expect(decimalValue('-0.0e7')).toEqual({ negative: false, digits: '', exponent: '0' });
  });
});
