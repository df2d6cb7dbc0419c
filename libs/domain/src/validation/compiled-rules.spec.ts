import { IsString, MaxLength } from 'class-validator';
import { IsText } from '../rules/is-text.rule';
import { MayBeAbsent } from '../rules/may-be-absent.rule';
import { compiledRules } from './compiled-rules';

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

  it('refuse to compile what they would not judge as class-validator does', () => {
    expect(() => compiledRules(Listed)).toThrow("'each' and 'groups' are not compiled");
  });
});
