import { LosslessNumber } from '../json/lossless-number';
import { found } from './found';

describe('the end of a sentence', () => {
  it.each([
    [null, 'found null'],
    [true, 'found a boolean'],
    [1, 'found a number'],
    [new LosslessNumber('1e400'), 'found a number'],
    [[1], 'found an array'],
    [{ a: 1 }, 'found an object'],
    ['LLX', 'found "LLX"'],
    ['x'.repeat(40), `found "${'x'.repeat(40)}"`],
    ['x'.repeat(41), 'found a string'],
    ['a"\ud800', 'found "a\\"\\ud800"'],
  ])('about %j says %s', (value, says) => {
    expect(found(value)).toBe(says);
  });
});
