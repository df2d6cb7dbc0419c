import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { send } from '../support/http';
import { type Service, startService } from '../support/service';

const CLIENTS = '/api/v1/clients';
const GZIP = { 'content-encoding': 'gzip' };
const IDEMPOTENT = { 'idempotency-key': 'one' };

let service: Service;
beforeAll(async () => {
  service = await startService({ workers: 0 });
});
afterAll(() => service.stop());

const post = async (body: string | Uint8Array, headers: Record<string, string> = {}): Promise<string> =>
  (await service.partners[0].post(CLIENTS, body, headers)).text;

/** Sends bytes that no HTTP library would send, and gives the body of the answer. */
async function exchange(request: string): Promise<string> {
  const { hostname, port } = new URL(service.apiUrl);
  const socket = connect(Number(port), hostname);
  socket.end(request);
  const answer = (await socket.setEncoding('utf8').toArray()).join('');
  return answer.slice(answer.indexOf('\r\n\r\n') + 4).replace(/^[0-9a-f]+\r\n(.*)\r\n0\r\n\r\n$/s, '$1');
}

/** The answer that the page shows which a `type` leads to from the request's address. */
async function exampleAt(type: string): Promise<unknown> {
  const page = await send(new URL(type, service.apiUrl + CLIENTS).href);
  expect([type, page.status]).toEqual([type, 200]);
  const pre = /<pre>(.*)<\/pre>/s.exec(page.text)?.[1] ?? '';
  const text = pre.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
  return JSON.parse(text.slice(text.indexOf('{')));
}

describe('the page that a refusal leads to shows the very answer', () => {
  it.each<[string, () => Promise<string>]>([
    ['malformed-json', () => post('[{"client_start_date": 01}]')],
    ['invalid-utf8', () => post(new Uint8Array([...Buffer.from('["'), 0xff, ...Buffer.from('"]')]))],
    ['not-an-array', () => post('{}')],
    ['empty-array', () => post('[]')],
    ['too-deep', () => post('['.repeat(33) + ']'.repeat(33))],
    ['corrupt-encoding', () => post('not gzip', GZIP)],
    ['too-many-items', () => post(`[${'0,'.repeat(100_000)}0]`)],
    ['too-many-bytes', () => post(new Uint8Array(gzipSync(Buffer.alloc(64 * 1024 ** 2 + 1, ' '))), GZIP)],
    ['unsupported-media-type', () => post('[]', { 'content-type': 'text/plain' })],
    ['invalid-idempotency-key', () => post('[1]', { 'idempotency-key': 'a b' })],
    ['unauthenticated', async () => (await send(service.apiUrl + CLIENTS)).text],
    ['not-found', async () => (await send(`${service.apiUrl}/nothing`)).text],
    ['method-not-allowed', async () => (await service.partners[0].send(CLIENTS)).text],
    ['idempotency-mismatch', async () => (await post('[1]', IDEMPOTENT)) && (await post('[2]', IDEMPOTENT))],
    ['bad-request', () => exchange('nonsense\r\n\r\n')],
    [
      'expectation-failed',
      () => exchange('GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nConnection: close\r\n\r\n'),
    ],
    [
      'headers-too-large',
      () => exchange(`GET / HTTP/1.1\r\nHost: a\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`),
    ],
  ])('%s', async (name, refused) => {
    const answer = JSON.parse(await refused()) as { type: string };
    expect(answer.type).toBe(`/problems/${name}`);
    expect(await exampleAt(answer.type)).toEqual(answer);
  });
});
