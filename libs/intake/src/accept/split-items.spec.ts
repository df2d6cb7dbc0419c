import fc from 'fast-check';
import { RequestRefused } from '@app/domain';
import { ITEM_MARKS, type ItemOffsets } from './item-offsets';
import { splitItems } from './split-items';

const RULES = { maxItems: 1000, maxDepth: 32, keyMember: 'id' };

function split(body: string | Buffer, rules: Partial<typeof RULES> = {}): ItemOffsets {
  const steps = splitItems(Buffer.from(body), { ...RULES, ...rules });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function texts(body: string): string[] {
  const bytes = Buffer.from(body);
  const items = split(body);
  return Array.from({ length: items.count }, (_, index) =>
    bytes.toString('utf8', items.start(index), items.end(index)),
  );
}

function keys(body: string): (string | null)[] {
  const bytes = Buffer.from(body);
  const items = split(body);
  return Array.from({ length: items.count }, (_, index) =>
    items.keyEnd(index) === 0 ? null : bytes.toString('utf8', items.keyStart(index), items.keyEnd(index)),
  );
}

function refused(body: string | Buffer, rules: Partial<typeof RULES> = {}): RequestRefused | undefined {
  try {
    split(body, rules);
  } catch (error) {
    if (error instanceof RequestRefused) return error;
    throw error;
  }
  return undefined;
}

function refusal(body: string | Buffer, rules: Partial<typeof RULES> = {}): string {
  return refused(body, rules)?.code ?? 'accepted';
}

const marked = (body: string, mark: (typeof ITEM_MARKS)[keyof typeof ITEM_MARKS]): boolean =>
  split(body).has(0, mark);

describe('splitItems', () => {
  it('gives each item as it was sent, whatever kind of value it is', () => {
    expect(texts(' [ {"a":1.00} , [ 2 ] ,"x\\"]",\n-1e+2,true , null ] ')).toEqual([
      '{"a":1.00}',
      '[ 2 ]',
      '"x\\"]"',
      '-1e+2',
      'true',
      'null',
    ]);
  });

  it('ignores a leading byte order mark', () => {
    expect(texts('\ufeff[{}]')).toEqual(['{}']);
  });

  it('finds the key of an item at its top level only', () => {
    expect(keys('[{"id":"a"},{"x":{"id":"b"}},{"id":7},{"x":["id"],"id":"c"},[{"id":"d"}],"id"]')).toEqual([
      '"a"',
      null,
      null,
      '"c"',
      null,
      null,
    ]);
  });

  it('finds a key whose member name is written with escapes', () => {
    expect(keys('[{"\\u0069d":"a"}]')).toEqual(['"a"']);
  });

  it.each(['{"a":1,"a":2}', '{"x":[{"b":0,"c":1,"b":2}]}', '{"a":1,"\\u0061":2}'])(
    'marks %s, in which a member name occurs twice',
    (item) => {
      expect(marked(`[${item}]`, ITEM_MARKS.suspect)).toBe(true);
    },
  );

  it.each(['{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}', '{"a":"a","b":"a"}', '{"ab":1,"ba":2,"a":3}'])(
    'does not mark %s, in which each name occurs once in its object',
    (item) => {
      expect(marked(`[${item}]`, ITEM_MARKS.suspect)).toBe(false);
    },
  );

  it('marks an object with very many members instead of comparing them all', () => {
    const members = Array.from({ length: 200_000 }, (_, i) => `"m${i}":0`).join(',');
    expect(marked(`[{${members}}]`, ITEM_MARKS.suspect)).toBe(true);
  });

  it('marks line breaks between tokens of the item, and only of that item', () => {
    const items = split('[\n{"a":1}\n,{"a":\r\n1},{"a":1}]');
    expect([0, 1, 2].map((index) => items.has(index, ITEM_MARKS.lineBreaks))).toEqual([false, true, false]);
  });

  it.each([
    ['', 'malformed_json'],
    [' ', 'malformed_json'],
    ['{', 'malformed_json'],
    ['[', 'malformed_json'],
    ['[{}', 'malformed_json'],
    ['[{}]]', 'malformed_json'],
    ['[{}] x', 'malformed_json'],
    ['[{},]', 'malformed_json'],
    ['[,{}]', 'malformed_json'],
    ['[{"a"}]', 'malformed_json'],
    ['[{"a":}]', 'malformed_json'],
    ['[{"a":1,}]', 'malformed_json'],
    ['[{a:1}]', 'malformed_json'],
    ["[{'a':1}]", 'malformed_json'],
    ['[NaN]', 'malformed_json'],
    ['[Infinity]', 'malformed_json'],
    ['[01]', 'malformed_json'],
    ['[1.]', 'malformed_json'],
    ['[.5]', 'malformed_json'],
    ['[+1]', 'malformed_json'],
    ['[-]', 'malformed_json'],
    ['[1e]', 'malformed_json'],
    ['[0x10]', 'malformed_json'],
    ['["\\x"]', 'malformed_json'],
    ['["\\u12"]', 'malformed_json'],
    ['["a\nb"]', 'malformed_json'],
    ['["\u0000"]', 'malformed_json'],
    ['[tru]', 'malformed_json'],
    ['[nulL]', 'malformed_json'],
    ['// x\n[{}]', 'malformed_json'],
    ['[{} /* x */]', 'malformed_json'],
    ['[}', 'malformed_json'],
    ['[{]}', 'malformed_json'],
    ['\ufeff\ufeff[{}]', 'malformed_json'],
    ['null', 'not_an_array'],
    ['"x"', 'not_an_array'],
    ['{}', 'not_an_array'],
    ['{"items":[{}]}', 'not_an_array'],
    ['12', 'not_an_array'],
    ['[]', 'empty_array'],
    ['[ ]', 'empty_array'],
  ])('refuses %j as %s', (body, code) => {
    expect(refusal(body)).toBe(code);
  });

  it.each([
    ['', 'The body is empty; it must be a JSON array of items.'],
    ['[{} ,\n]', 'The body is not well-formed JSON: found a comma before ] at byte 6, counted from 0.'],
    ['[[1,]]', 'The body is not well-formed JSON: found a comma before ] at byte 4, counted from 0.'],
    ['[{"a":1,}]', 'The body is not well-formed JSON: found a comma before } at byte 8, counted from 0.'],
    [
      ']',
      'The body is not well-formed JSON: found something that is no JSON value at byte 0, counted from 0.',
    ],
    [
      '[{"a":]',
      'The body is not well-formed JSON: found something that is no JSON value at byte 6, counted from 0.',
    ],
    ...Object.entries({
      '{"a":[1]}': 'an object',
      '"[x]"': 'a string',
      '-1': 'a number',
      ' 12 ': 'a number',
    }),
    ...Object.entries({ true: 'a boolean', false: 'a boolean', null: 'null' }),
  ])('says of %j: %s', (body, says) => {
    const sentence = says.endsWith('.')
      ? says
      : `The body must be a JSON array of items, also for a single item; found ${says}.`;
    expect(refused(body)?.detail).toBe(sentence);
  });

  it('counts the outer array as level 1 of the nesting', () => {
    const nested = (levels: number): string => '['.repeat(levels) + '1' + ']'.repeat(levels);
    expect(refusal(nested(32))).toBe('accepted');
    expect(refusal(nested(33))).toBe('too_deep');
    expect(refusal('['.repeat(500_000))).toBe('too_deep');
  });

  it('takes as many items as are allowed, and no more', () => {
    expect(split(`[${'1,'.repeat(4)}1]`, { maxItems: 5 }).count).toBe(5);
    expect(refusal(`[${'1,'.repeat(5)}1]`, { maxItems: 5 })).toBe('too_many_items');
  });

  it('counts on behind an item that is nested too deeply, since too many items are told first', () => {
    const deep = `{"a":[${'['.repeat(5_000)}"]","\\"]",{"b":[1,2]}${']'.repeat(5_000)}]}`;
    const items = (count: number, last = '') => `[1, ${deep}${',"],"'.repeat(count - 2)} ${last}]`;
    expect(refusal(items(5), { maxItems: 5 })).toBe('too_deep');
    expect(refusal(items(6), { maxItems: 5 })).toBe('too_many_items');
    expect(refusal(items(5, ',{}'), { maxItems: 5 })).toBe('too_many_items');
    expect(refusal(`[${deep},[],${deep}]`, { maxItems: 2 })).toBe('too_many_items');
    // Neither of these has an item more, nor the members of an object.
    expect(refusal(items(5, ','), { maxItems: 5 })).toBe('too_deep');
    expect(refusal(items(5, ',"'), { maxItems: 4 })).toBe('too_many_items');
    expect(refusal(`{"x":${deep},"a":1,"b":2}`, { maxItems: 1 })).toBe('too_deep');
    expect(refusal(`[${deep}] [],[],[]`, { maxItems: 1 })).toBe('too_deep');
  });

  it('pauses while it counts on', () => {
    const body = Buffer.from(`[${'['.repeat(100)}"${'x'.repeat(500_000)}",${' '.repeat(500_000)}`);
    const steps = splitItems(body, RULES);
    let pauses = 0;
    expect(() => {
      for (; steps.next().done !== true;) pauses++;
    }).toThrow('nested deeper');
    expect(pauses).toBeGreaterThanOrEqual(5);
  });

  it.each([
    ['string', `"${'ä\\n'.repeat(200_000)}"`],
    ['number', `${'1234567890'.repeat(60_000)}.5e10`],
    ['white space', `{"a":${' '.repeat(600_000)}1}`],
    ['member name', `{"${'n'.repeat(600_000)}":1}`],
  ])('pauses inside a very long %s and goes on where it was', (_, item) => {
    const body = Buffer.from(`[${item},{"id":"k"}]`);
    const steps = splitItems(body, RULES);
    let pauses = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) pauses++;
    expect(pauses).toBeGreaterThanOrEqual(2);
    expect(step.value.count).toBe(2);
    expect(body.toString('utf8', step.value.start(0), step.value.end(0))).toBe(item);
  });

  it('accepts exactly what JSON.parse accepts, and cuts it into the same items', () => {
    const fragment = fc.constantFrom(
      ...Array.from('[]{},:"\\ \n\t0123456789-+.eEtruefalsn'),
      '"a"',
      'null',
      '\\u00e9',
      'ß',
      '😀',
    );
    const valid = fc
      .array(fc.jsonValue({ maxDepth: 4 }), { minLength: 1, maxLength: 5 })
      .map((items) => JSON.stringify(items));
    const mutated = fc
      .tuple(valid, fc.nat(), fc.nat({ max: 3 }), fc.array(fragment, { maxLength: 3 }))
      .map(([text, at, removed, inserted]) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + inserted.join('') + text.slice(from + removed);
      });
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          valid,
          mutated,
          fc.array(fragment).map((all) => all.join('')),
        ),
        (text) => {
          fc.pre(text.isWellFormed()); // what is not cannot be sent as UTF-8
          let parsed: unknown;
          try {
            parsed = JSON.parse(text);
          } catch {
            refused++;
            expect(refusal(text)).toBe('malformed_json');
            return;
          }
          if (!Array.isArray(parsed) || parsed.length === 0) {
            expect(refusal(text)).toBe(Array.isArray(parsed) ? 'empty_array' : 'not_an_array');
            return;
          }
          accepted++;
          expect(texts(text).map((item) => JSON.parse(item) as unknown)).toEqual(parsed);
        },
      ),
      { numRuns: 20_000 },
    );
    expect(Math.min(accepted, refused)).toBeGreaterThan(2_000);
  });
});
