import { FakeRooms } from '../../testing/fake-rooms';
import { PartnerCalls } from '../../testing/partner-calls';
import { eventually, openRaw, type RawExchange } from '../../testing/raw-exchange';
import { startApi, type StartedApi } from '../../testing/start-api';

const LIMIT_BYTES = 1024 * 1024;
const rooms = new FakeRooms();
let api: StartedApi;
let partner: PartnerCalls;

beforeAll(async () => {
  api = await startApi(rooms, {
    MAX_BODY_BYTES: String(LIMIT_BYTES),
    RECEIVE_BUDGET_BYTES: String(LIMIT_BYTES),
    RECEIVE_TIMEOUT_MS: '500',
  });
  partner = await PartnerCalls.login(api);
});
afterAll(() => api.stop());
beforeEach(() => {
  rooms.accepted.length = 0;
});

function head(...fields: string[]): string {
  return [
    'POST /api/v1/clients HTTP/1.1',
    'Host: x',
    `Authorization: ${partner.authorization}`,
    'Content-Type: application/json',
    ...fields,
    '\r\n',
  ].join('\r\n');
}

function send(text: string): RawExchange {
  const exchange = openRaw(api.port);
  exchange.socket.write(text);
  return exchange;
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

/** The budget holds one body of the limit, so this passes only while nothing else is reserved. */
async function wholeBudgetIsFree(): Promise<boolean> {
  return (await partner.post(Buffer.alloc(LIMIT_BYTES, 0x20))).status === 202;
}

describe('receiving a body', () => {
  it('answers 503 with Retry-After to large bodies when the budget is taken, and gives it back when the client leaves', async () => {
    const holder = send(head(`Content-Length: ${LIMIT_BYTES}`) + '[');
    await eventually(() => holder.socket.bytesWritten > 0);
    const large = Buffer.alloc(LIMIT_BYTES / 2, 0x20);
    let refused: Response | undefined;
    for (let tries = 0; tries < 50 && refused?.status !== 503; tries++) refused = await partner.post(large);
    expect(refused?.status).toBe(503);
    expect(refused?.headers.get('retry-after')).toBe('2');
    expect(await refused?.json()).toMatchObject({ type: '/problems/no-room' });
    expect((await partner.post('[{}]')).status).toBe(202);

    holder.socket.destroy();
    await eventually(wholeBudgetIsFree);
  });

  it('stores nothing of a body that the client does not finish', async () => {
    const exchange = send(head('Transfer-Encoding: chunked') + '2\r\n[{\r\n');
    await eventually(() => exchange.socket.bytesWritten > 0);
    exchange.socket.destroy();
    await eventually(wholeBudgetIsFree);
    expect(rooms.accepted.filter(({ body }) => body.length < LIMIT_BYTES)).toEqual([]);
  });

  it('ends a body that arrives too slowly with 408 and closes the connection', async () => {
    const answer = await send(head('Content-Length: 100') + '[').closed;
    expect(statusOf(answer)).toBe(408);
    expect(answer).toContain('/problems/request-timeout');
    expect(answer.toLowerCase()).toContain('connection: close');
  });

  it('refuses a declared length over the limit without asking for the body', async () => {
    const answer = await send(head(`Content-Length: ${LIMIT_BYTES + 1}`, 'Expect: 100-continue')).closed;
    expect(statusOf(answer)).toBe(413);
    expect(answer).not.toContain('100 Continue');
  });

  it('asks for the body of a client that waits for that', async () => {
    const exchange = send(head('Content-Length: 4', 'Expect: 100-continue'));
    await eventually(() => exchange.received().includes('100 Continue'));
    exchange.socket.write('[{}]');
    await eventually(() => exchange.received().includes('202 Accepted'));
    exchange.socket.destroy();
  });

  it('answers an expectation that nobody can meet with 417', async () => {
    const answer = await send(head('Content-Length: 4', 'Expect: wonders', 'Connection: close') + '[{}]')
      .closed;
    expect(statusOf(answer)).toBe(417);
    expect(answer).toContain('application/problem+json');
  });

  it.each([
    [
      'before its body',
      401,
      () => 'POST /api/v1/clients HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n',
    ],
    [
      'in the middle of it',
      413,
      () => `${head('Transfer-Encoding: chunked')}${(20_000_000).toString(16)}\r\n`,
    ],
  ])(
    'lets a client that is refused %s read that while it is still sending megabytes',
    async (_when, status, begin) => {
      const begunMs = performance.now();
      const exchange = send(begin());
      const megabyte = Buffer.alloc(1_000_000, 0x20);
      for (let sent = 0; sent < 20; sent++) exchange.socket.write(megabyte);
      exchange.socket.end();
      const answer = await exchange.closed;
      expect(statusOf(answer)).toBe(status);
      expect(answer).toContain('application/problem+json');
      expect(answer.toLowerCase()).toContain('connection: close');
      // What is sent is dropped, so that nobody has to wait until the server has lost its patience.
      await new Promise((resolve) => exchange.socket.once('close', resolve));
      expect(performance.now() - begunMs).toBeLessThan(3_000);
    },
  );

  it('keeps the connection when a refused body was small enough to have arrived', async () => {
    const one = 'POST /api/v1/clients HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n[{}]';
    const exchange = send(one);
    await eventually(() => exchange.received().includes('unauthenticated'));
    exchange.socket.write(one);
    await eventually(() => exchange.received().split('HTTP/1.1 401').length === 3);
    exchange.socket.destroy();
  });
});

describe('what the HTTP parser refuses', () => {
  it.each([
    ['nonsense', 'nonsense\r\n\r\n', 400],
    ['headers of 20 KB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'a length that is no number',
      'POST /auth/v1/token HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n',
      400,
    ],
    [
      'a length and chunks at once',
      'POST /auth/v1/token HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
  ])('is answered with a problem: %s', async (_what, text, status) => {
    const answer = await send(text).closed;
    expect(statusOf(answer)).toBe(status);
    expect(answer).toContain('application/problem+json');
  });

  it('is answered once when it is noticed in the middle of a body', async () => {
    const answer = await send(head('Transfer-Encoding: chunked') + '2\r\n[{\r\nnonsense\r\n').closed;
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(statusOf(answer)).toBe(400);
  });

  it.each(['GET * HTTP/1.1', 'GET http://x/nothing HTTP/1.1', 'GET //x HTTP/1.1', 'GET /%ff%zz HTTP/1.1'])(
    'does not include the odd address "%s", which is just not there',
    async (requestLine) => {
      const answer = await send(`${requestLine}\r\nHost: x\r\nConnection: close\r\n\r\n`).closed;
      expect(statusOf(answer)).toBe(404);
      expect(answer).toContain('application/problem+json');
    },
  );
});
