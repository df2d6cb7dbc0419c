import { LosslessNumber } from '../json/lossless-number';
import { found, foundCharacter, foundNumber } from './found';

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
    ['x'.repeat(41), 'found a string of 41 characters'],
    ['🦊'.repeat(1_204), 'found a string of 1,204 characters'],
    ['x'.repeat(100_001), 'found a string of more than 100,000 characters'],
    ['a"\ud800', 'found "a\\"\\ud800"'],
  ])('about %j says %s', (value, says) => {
    expect(found(value)).toBe(says);
  });
});

it('a number that is quoted is cut to its length where it is long', () => {
  expect(foundNumber(new LosslessNumber('-1.50'))).toBe('found -1.50');
  expect(foundNumber(new LosslessNumber('9'.repeat(1_204)))).toBe('found a number of 1,204 characters');
});

it('a character is named with its place, counted in code points', () => {
  expect(foundCharacter('🦊\n', 2)).toBe('found U+000A at character 2');
  expect(foundCharacter('🦊', 0)).toBe('found U+1F98A at character 1');
  expect(foundCharacter(`${'x'.repeat(100_000)}\0`, 100_000)).toBe('found U+0000 far behind its beginning');
});
