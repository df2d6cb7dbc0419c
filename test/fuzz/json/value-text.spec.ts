import { valueText } from './value-text';

describe('the text of a JSON value', () => {
  it.each([
    ['{"a":1,"b":[]}', '{"b":[],"\\u0061":1}'],
    ['[1,100,0,-0.0]', '[1.0,1e2,0e9,0]'],
    ['0.10', '1E-1'],
    ['"\\u00e9\\/"', '"é/"'],
    ['1e999999999', '10e999999998'],
  ])('is one for %s and %s', (one, other) => {
    expect(valueText(one)).toBe(valueText(other));
  });

  it.each([
    ['9007199254740993', '9007199254740992'],
    ['[1,2]', '[2,1]'],
    ['{"a":null}', '{}'],
    ['"1"', '1'],
    ['1', '-1'],
    ['10', '1'],
  ])('is another for %s than for %s', (one, other) => {
    expect(valueText(one)).not.toBe(valueText(other));
  });
});
