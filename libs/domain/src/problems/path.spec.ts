import { jsonPointer, type Path, spelledOut } from './path';

describe('a path', () => {
  it.each<[Path, string, string]>([
    [[], '', 'the item'],
    [['entity_type'], '/entity_type', 'entity_type'],
    [
      ['other_identifiers', 2, 'values', 0],
      '/other_identifiers/2/values/0',
      'other_identifiers[2].values[0]',
    ],
    [[''], '/', '[""]'],
    [['a/b~c'], '/a~1b~0c', '["a/b~c"]'],
    [['~1'], '/~01', '["~1"]'],
    [['a', 'b c'], '/a/b c', 'a["b c"]'],
    [['__proto__'], '/__proto__', '__proto__'],
  ])('%j is the pointer %j and reads %s', (path, pointer, spelled) => {
    expect(jsonPointer(path)).toBe(pointer);
    expect(spelledOut(path)).toBe(spelled);
  });
});
