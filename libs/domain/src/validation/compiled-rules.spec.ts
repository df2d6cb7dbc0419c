import { IsString, MaxLength } from 'class-validator';
import { invalidValue, NONE } from '../problems/violation';
import { IsText } from '../rules/is-text.rule';
import { MayBeAbsent } from '../rules/may-be-absent.rule';
import { type Check, rule } from '../rules/rule';
import { compiledRules } from './compiled-rules';
import { violationsOf } from './violations';

class Named {
  @IsText()
  readonly name!: string;

  @MayBeAbsent()
  @IsText()
  readonly alias?: string;
}

class Tagged extends Named {
  @MaxLength(3)
  readonly tag!: string;
}

const hasNoSlash: Check = (value) =>
  typeof value === 'string' && value.includes('/') ? invalidValue('must have no slash') : NONE;
const hasLengthBeside: Check = (_value, object) =>
  object['length'] === undefined ? invalidValue('needs a length beside it') : NONE;

class Measured extends Named {
  @rule('hasNoSlash', hasNoSlash, () => ({}))
  @rule('hasLength', hasLengthBeside, () => ({}))
  readonly unit!: string;
}

class Listed {
  @IsString({ each: true })
  readonly names!: string[];
}

describe('compiled rules', () => {
  it('know the members of the class in the order of their declaration', () => {
    expect([...compiledRules(Named).members]).toEqual(['name', 'alias']);
  });

  it('are compiled once for each class', () => {
    expect(compiledRules(Named)).toBe(compiledRules(Named));
  });

  it.each([
    [{ name: 'n' }, true],
    [{ name: 'n', alias: 'a' }, true],
    [{ name: 'n', alias: null }, false],
    [{ name: 'n', alias: '' }, false],
    [{}, false],
    [{ name: 'n', other: 1 }, false],
  ])('accept %j: %s', (object, accepted) => {
    expect(compiledRules(Named).accept(object)).toBe(accepted);
  });

  it('serve the own rules of class-validator and inherited members too', () => {
    expect(compiledRules(Tagged).accept({ name: 'n', tag: 'abc' })).toBe(true);
    expect(compiledRules(Tagged).accept({ name: 'n', tag: 'abcd' })).toBe(false);
    expect(compiledRules(Tagged).accept({ tag: 'abc' })).toBe(false);
  });

  it('know inherited members first', () => {
    expect([...compiledRules(Tagged).members]).toEqual(['name', 'alias', 'tag']);
    expect([...compiledRules(Measured).members]).toEqual(['name', 'alias', 'unit']);
    expect(violationsOf(Measured, {}).map(({ path }) => path[0])).toEqual(['name', 'unit']);
  });

  it('find in an object what class-validator finds, in the same order', () => {
    const ruled = { name: '', alias: null, unit: 'm/s', more: 1 };
    for (const object of [ruled, { name: 'n', unit: 'm' }, { alias: 'x\0', unit: '' }, {}]) {
      expect(compiledRules(Measured).violations(object)).toEqual(violationsOf(Measured, object));
    }
    expect(
      compiledRules(Measured)
        .violations(ruled)
        .map(({ says }) => says),
    ).toEqual([
      'must not be empty; found ""',
      'must be a non-empty string; found null',
      'must have no slash',
      'needs a length beside it',
      'is not a known member; correct its name or leave it out',
    ]);
  });

  it('refuse to compile what they would not judge as class-validator does', () => {
    expect(() => compiledRules(Listed)).toThrow("'each' and 'groups' are not compiled");
  });
});
