import { gzipSync } from 'node:zlib';
import { type Document } from '../../support/openapi/document';
import { type FuzzRequest } from '../fuzz-request';
import { elementsOf, hasRepeatedMember } from '../json/json-tokens';
import { NotHttp, readAnswer } from '../wire/wire-answer';
import { AnswerViolations } from './answer-violations';
import { bodyVerdict } from './body-verdict';
import { decidedViolations } from './decided-violations';

const LIMITS = { items: 3, depth: 3 };

function post(body: string | Buffer, changes: Partial<FuzzRequest> = {}): FuzzRequest {
  const request = {
    origin: 'a test',
    method: 'POST',
    target: '/batches',
    fields: [],
    promised: 'documented',
  } as const;
  return { ...request, body: Buffer.from(body), ...changes };
}

describe('the verdict about a body', () => {
  it.each<[string, string[]]>([
    ['[1,{"a":[ ]},"é"]', ['1', '{"a":[]}', '"é"']],
    ['\ufeff[ "a b" , -0.0 ]', ['"a b"', '-0.0']],
    ['["]",{"[":"\\""}]', ['"]"', '{"[":"\\""}']],
  ])('takes %s for these items', (text, items) => {
    expect(bodyVerdict(post(text), LIMITS)).toEqual({ items });
    const gzip = post(gzipSync(text), { fields: [['Content-Encoding', 'gzip']] });
    expect(bodyVerdict(gzip, LIMITS)).toEqual({ items });
  });

  it.each<[string | Buffer, string]>([
    ['', 'malformed-json'],
    ['[1,]', 'malformed-json'],
    ['[01]', 'malformed-json'],
    ['{}', 'not-an-array'],
    ['[]', 'empty-array'],
    ['[1,2,3,4]', 'too-many-items'],
    ['[[[[]]]]', 'too-deep'],
    [Buffer.from('["\xff"]', 'latin1'), 'invalid-utf8'],
  ])('refuses %s as %s', (body, name) => {
    const verdict = bodyVerdict(post(body), LIMITS);
    expect('refusedAs' in verdict && verdict.refusedAs[0]).toBe(name);
  });

  it.each([
    Buffer.from('[1]'),
    gzipSync('[1]').subarray(0, -1),
    Buffer.concat([gzipSync('[1]'), Buffer.alloc(3)]),
  ])('refuses what is no gzip, or not all of it', (body) => {
    const verdict = bodyVerdict(post(body, { fields: [['Content-Encoding', 'gzip']] }), LIMITS);
    expect(verdict).toEqual({ refusedAs: ['corrupt-encoding'] });
  });

  it('knows a member that occurs twice, however it is spelt', () => {
    expect(['{"a":1,"\\u0061":2}', '[{"b":{"a":1,"a":1}}]'].map(hasRepeatedMember)).toEqual([true, true]);
    expect(['{"a":{"a":1}}', '[{"a":1},{"a":1}]', '{"a":"a","b":"a"}'].some(hasRepeatedMember)).toBe(false);
    expect(elementsOf('[]')).toEqual([]);
  });
});

const element = (data: string, state: string, errors: readonly string[] = []): string => {
  const problems = errors.map((detail) => ({ code: 'invalid_value', pointer: '', detail }));
  return `{"data":${data},"status":${JSON.stringify({ state, validation_errors: errors, problems })}}`;
};
function documentOf(elements: readonly string[], completed: number): string {
  const at = '2025-01-01T00:00:00.000Z';
  const failed = elements.length - completed;
  const counts = {
    total: elements.length,
    Pending: 0,
    Completed: completed,
    Duplicate: 0,
    Conflict: 0,
    Failed: failed,
  };
  const head = JSON.stringify({ id: 'x', status: 'Completed', created_at: at, updated_at: at, counts });
  return `${head.slice(0, -1)},"result":[${elements.join(',')}]}`;
}

describe('the look at a decided batch', () => {
  const judged = { keepsSchema: null, allValid: false, keyMember: 'key' };

  it('has nothing to say where all is well', () => {
    const sound = '{"key":"k","a":1.0}';
    const text = documentOf([element(sound, 'Completed'), element('2', 'Failed', ['no object'])], 1);
    expect(decidedViolations(text, [sound, '2'], judged)).toEqual([]);
  });

  it.each<[string, string, readonly string[], RegExp]>([
    ['other bytes', documentOf([element('{"a":1}', 'Completed')], 1), ['{"a":1.0}'], /other bytes/],
    ['a missing item', documentOf([element('1', 'Failed', ['no'])], 0), ['1', '2'], /1 results for 2 items/],
    ['counts that do not add up', documentOf([element('{}', 'Completed')], 0), ['{}'], /contradicts itself/],
    [
      'a repeated member',
      documentOf([element('{"a":1,"a":1}', 'Completed')], 1),
      ['{"a":1,"a":1}'],
      /occurs twice/,
    ],
  ])('finds %s', (_what, text, items, sentence) => {
    expect(decidedViolations(text, items, judged).join()).toMatch(sentence);
  });

  it('finds a valid item that was refused, and an invalid one that was not', () => {
    const refused = documentOf([element('{}', 'Failed', ['no'])], 0);
    expect(decidedViolations(refused, ['{}'], { ...judged, allValid: true }).join()).toMatch(/valid and new/);
    const taken = documentOf([element('{}', 'Completed')], 1);
    const never = Object.assign(() => false, { schema: {}, schemaEnv: undefined }) as never;
    expect(decidedViolations(taken, ['{}'], { ...judged, keepsSchema: never }).join()).toMatch(
      /documented schema/,
    );
  });
});

describe('the look at an answer', () => {
  const problem = { type: 'object', required: ['type'], properties: { type: { enum: ['/problems/known'] } } };
  const json = { 'application/json': { schema: { type: 'object', required: ['id'] } } };
  const refusal = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const headers = { Location: { required: true, schema: { type: 'string' } } };
  const operation = {
    operationId: 'send',
    security: [],
    responses: { 202: { content: json, headers }, 400: { content: refusal } },
  };
  const document: Document = {
    paths: { '/batches': { post: operation } },
    components: { schemas: { Problem: problem } },
  };
  const violations = new AnswerViolations(document);
  const answerTo = (head: string, body: string): string[] => {
    const bytes = Buffer.from(`HTTP/1.1 ${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    const read = readAnswer(bytes, false);
    return read === null ? ['no answer'] : violations.of(post(''), read.answer);
  };
  const JSON_TYPE = 'Content-Type: application/json; charset=utf-8';
  const PROBLEM_TYPE = 'Content-Type: application/problem+json';

  it('has nothing to say where all is as documented', () => {
    expect(answerTo(`202 Accepted\r\nlocation: /x\r\n${JSON_TYPE}`, '{"id":1}')).toEqual([]);
    expect(answerTo(`400 Bad Request\r\n${PROBLEM_TYPE}`, '{"type":"/problems/known"}')).toEqual([]);
  });

  it.each([
    ['a fault of the service', `500 X\r\n${PROBLEM_TYPE}`, '{"type":"/problems/known"}', /answered 500/],
    ['another status', `204 X\r\n${JSON_TYPE}`, '', /204 is not documented for send/],
    ['a missing header field', `202 X\r\n${JSON_TYPE}`, '{"id":1}', /202 without Location/],
    [
      'another media type',
      '202 X\r\nLocation: /x\r\nContent-Type: text/plain',
      '{"id":1}',
      /202 as text\/plain/,
    ],
    ['another body', `202 X\r\nLocation: /x\r\n${JSON_TYPE}`, '{}', /must have required property/],
    ['a body that is no JSON', `202 X\r\nLocation: /x\r\n${JSON_TYPE}`, '{', /cannot be read/],
    [
      'an unknown type of problem',
      `400 X\r\n${PROBLEM_TYPE}`,
      '{"type":"/problems/new"}',
      /must be equal to one of/,
    ],
  ])('finds %s', (_what, head, body, sentence) => {
    expect(answerTo(head, body).join()).toMatch(sentence);
  });

  it.each([
    'HTTP/1.1 2000 OK\r\n\r\n',
    'HTTP/1.1 200 OK\r\nBad field: x\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n',
  ])('takes %j for no HTTP', (text) => {
    expect(() => readAnswer(Buffer.from(text), false)).toThrow(NotHttp);
  });
});
