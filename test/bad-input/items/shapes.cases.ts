import { LIMITS } from '../attacked-service';
import { KINDS } from '../routes';
import { type ItemCase, type ItemCases } from './item-case';

const literally = (name: string, text: string, outcome: ItemCase['outcome']): ItemCase => ({
  name,
  item: () => text,
  outcome,
});
/** An item with no member that it must have, and others that it must not. */
const strange = (text: string, ...unknown: string[]): ItemCase =>
  literally(text, text, ({ nothingThere }) =>
    [nothingThere, ...unknown.map((name) => `unknown_member /${name}`)].join(', '),
  );
const added = (name: string, members: string, ...problems: string[]): ItemCase => ({
  name,
  item: (form) => form.textWith(members),
  outcome: `Failed: ${problems.join(', ')}`,
});

/** What an item is as JSON, whatever its kind. */
export const SHAPES: ItemCases = {
  subject: 'the shape of an item',
  kinds: KINDS,
  cases: [
    ...[
      'null',
      'true',
      'false',
      '0',
      '1',
      '-1e400',
      '9007199254740993',
      '""',
      '"x"',
      '[]',
      '[[]]',
      '[{}]',
    ].map((text) => literally(text, text, 'Failed: not_an_object')),
    { name: 'a good one in an array', item: (form) => `[${form.text()}]`, outcome: 'Failed: not_an_object' },
    {
      name: 'a good one as text',
      item: (form) => JSON.stringify(form.text()),
      outcome: 'Failed: not_an_object',
    },
    strange('{}'),
    strange('{"__proto__":{"partner_client_id":"k","unique_reference":"k"}}', '__proto__'),
    strange('{"constructor":{"prototype":{}}}', 'constructor'),
    strange('{"toString":null,"hasOwnProperty":1}', 'toString', 'hasOwnProperty'),
    strange(`{"x":${'['.repeat(LIMITS.depth - 2)}${']'.repeat(LIMITS.depth - 2)}}`, 'x'),
    added('__proto__ that is null', '"__proto__":null', 'unknown_member /__proto__'),
    added('__proto__ with members', '"__proto__":{"entity_type":"LLC"}', 'unknown_member /__proto__'),
    added('a name with a space', '"partner_client_id ":"k"', 'unknown_member /partner_client_id '),
    added(
      'names of NUL and half a character',
      '"\\u0000":1,"\\ud800":2',
      'unknown_member /\0',
      'unknown_member /\ud800',
    ),
    added('a name that JSON pointers escape', '"a/b~c":null', 'unknown_member /a~1b~0c'),
    added('no name at all', '"":1', 'unknown_member /'),
    added('a name in other letters', '"Currency":"GBP"', 'unknown_member /Currency'),
    added('one name twice', '"x":1,"x":1', 'repeated_member /x'),
    added('one name twice, escaped once', '"xy":1,"\\u0078y":1', 'repeated_member /xy'),
    added('one name twice, further in', '"x":{"y":1,"y":1}', 'repeated_member /x/y'),
    added('no name twice, further in', '"x":[{"":1,"":1}]', 'repeated_member /x/0/'),
    added('__proto__ twice', '"__proto__":1,"__proto__":1', 'repeated_member /__proto__'),
    literally('nothing but one name twice', '{"a":1,"a":1}', 'Failed: repeated_member /a'),
    {
      name: 'its key twice, with one text',
      item: (form) => form.textWith(`"${form.keyMember}":${JSON.stringify(form.key)}`),
      outcome: ({ keyMember }) => `Failed: repeated_member /${keyMember}`,
    },
    {
      name: 'its key twice, escaped once',
      item: (form) => form.textWith(`"${form.keyMember.replace('_', '\\u005f')}":"other"`),
      outcome: ({ keyMember }) => `Failed: repeated_member /${keyMember}`,
    },
  ],
};
