import { mentionOf } from './mention';

const KEY = 'M_1';

describe('an item speaks of a client', () => {
  it.each([
    ['{"partner_client_id":"M_1"}', 'a client'],
    ['{ "x": [1, "a"], "partner_client_id" : "M_1" }', 'a client with white space'],
    ['{"unique_reference":"R","partner_client_id":"M_1"}', 'a claim'],
    [
      '{"partner_client_id":"M_2","revenue_claims":[{"partner_client_id":"M_1"}]}',
      'a claim inside of another client',
    ],
    ['{"partner_client_id":"M_1","partner_client_id":"M_2"}', 'a member that occurs twice'],
    ['{"partner_client_id":"\\u004d_1"}', 'escapes in the value'],
    ['{"partner_client\\u005fid":"M_1"}', 'escapes in the name'],
    ['[[{"partner_client_id":"M_1"}]]', 'arrays around it'],
    ['{"a":": ","partner_client_id":"M_1"}', 'a value that looks like the end of a name'],
    ['{"a":"\\"","partner_client_id":"M_1"}', 'a quotation mark before it'],
  ])('as the one that it is about: %s (%s)', (text) => {
    expect(mentionOf(text, KEY)).toBe('about');
  });

  it.each([
    ['{"partner_client_id":"M_2","other_identifiers":[{"key":"k","values":["M_1"]}]}'],
    ['{"clientId":"M_1"}'],
    ['{"M_1":"partner_client_id"}'],
    ['{"partner_client_id":["M_1"]}'],
    ['{"partner_client_id":{"id":"M_1"}}'],
    ['{"a":"partner_client_id","b":"M_1"}'],
    ['"M_1"'],
  ])('elsewhere: %s', (text) => {
    expect(mentionOf(text, KEY)).toBe('elsewhere');
  });

  it.each([
    ['{"partner_client_id":"M_12"}'],
    ['{"partner_client_id":"m_1"}'],
    ['{"partner_client_id":"M_1 "}'],
    ['{"partner_client_id":"M_2","note":"not M_1\\n"}'],
    ['{"partner_client_id":1}'],
    ['null'],
  ])('or not at all: %s', (text) => {
    expect(mentionOf(text, KEY)).toBeNull();
  });

  it('also where its key is made of what JSON escapes', () => {
    const key = 'a"b\\c/é😀';
    for (const text of [
      JSON.stringify({ partner_client_id: key }),
      '{"partner_client_id":"a\\"b\\\\c\\/\\u00e9\\ud83d\\ude00"}',
    ])
      expect(mentionOf(text, key)).toBe('about');
  });
});
