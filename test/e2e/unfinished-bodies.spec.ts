import { gzipSync } from 'node:zlib';
import { openRaw, type RawExchange } from '../../apps/api/src/testing/raw-exchange';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { type Answer, send } from '../support/http';
import { expectProblem } from '../support/problems';
import { type Service, startService } from '../support/service';
import { expectNothingStored } from '../support/stored';

const RECEIVE_TIMEOUT_MS = 1_000;
const MOST_BYTES = 1024 * 1024;
const ITEM = '{"partner_client_id":"a"}';

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

describe('a body that does not arrive as it should', () => {
  let service: Service;
  let authorization: string;
  beforeAll(async () => {
    service = await startService({
      workers: 0,
      env: {
        RECEIVE_TIMEOUT_MS: `${RECEIVE_TIMEOUT_MS}`,
        MAX_BODY_BYTES: `${MOST_BYTES}`,
        RECEIVE_BUDGET_BYTES: `${MOST_BYTES}`,
      },
    });
    authorization = `Bearer ${await service.partners[0].token()}`;
  });
  afterAll(() => service.stop());

  /** Opens a connection and begins a POST on it: header fields and the first bytes of the body. */
  function begin(fields: string[], body: string): RawExchange {
    const exchange = openRaw(Number(new URL(service.apiUrl).port));
    const head = ['POST /api/v1/clients HTTP/1.1', 'Host: x', `Authorization: ${authorization}`];
    exchange.socket.write([...head, 'Content-Type: application/json', ...fields, '', body].join('\r\n'));
    return exchange;
  }

  /** As `begin`, once the service has said that it is ready for the body and waits for its rest. */
  async function held(fields: string[], body: string): Promise<RawExchange> {
    const exchange = begin(['Expect: 100-continue', ...fields], body);
    const isAwaited = (): boolean => exchange.received().startsWith('HTTP/1.1 100');
    expect(await waitUntil(isAwaited, { withinMs: 2_000 })).toBe(true);
    return exchange;
  }

  const post = (body: string | Uint8Array, headers = {}): Promise<Answer> =>
    service.partners[0].post('/api/v1/clients', body, headers);
  /** Requests that ended without a whole answer, as the service logs them. */
  const aborted = (): number => service.logs().filter((line) => line.includes('"aborted":true')).length;

  /** What every case ends with: nothing is stored, and neither the service nor its budget is the worse for it. */
  async function expectHarmless(work: () => Promise<unknown>): Promise<void> {
    await expectNothingStored(service, work);
    const wholeBudget = Buffer.alloc(MOST_BYTES, ' ').fill('[1]', 0, 3);
    expect(await waitUntil(async () => (await post(wholeBudget)).status === 202, { withinMs: 2_000 })).toBe(
      true,
    );
    expect(service.logs().filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
  }

  it('but byte by byte is given up with 408 after the time for receiving, however long it would go on', async () => {
    await expectHarmless(async () => {
      const begunMs = performance.now();
      const slow = begin(['Content-Length: 1000'], '[');
      const dripping = setInterval(() => slow.socket.write(' '), 100);
      const answer = await slow.closed;
      clearInterval(dripping);
      expect(statusOf(answer)).toBe(408);
      expect(answer).toContain('/problems/request-timeout');
      expect(performance.now() - begunMs).toBeGreaterThan(RECEIVE_TIMEOUT_MS - 100);
      expect(performance.now() - begunMs).toBeLessThan(RECEIVE_TIMEOUT_MS + 2_000);
    });
  });

  it.each([
    ['a declared length', ['Content-Length: 1000'], `[${ITEM},`],
    ['chunks', ['Transfer-Encoding: chunked'], `1b\r\n[${ITEM},\r\n`],
    ['gzip', ['Content-Encoding: gzip', 'Content-Length: 1000'], '\x1f'],
  ])('but ends in the middle of %s leaves nothing behind', async (_what, fields, body) => {
    await expectHarmless(async () => {
      const before = aborted();
      const exchange = await held(fields, body);
      exchange.socket.resetAndDestroy();
      expect(await waitUntil(() => aborted() > before, { withinMs: 2_000 })).toBe(true);
    });
  });

  it('but is shorter than its Content-Length is never taken for whole', async () => {
    await expectHarmless(async () => {
      const exchange = begin([`Content-Length: ${ITEM.length + 10}`], `[${ITEM}]`);
      exchange.socket.end();
      expect(await exchange.closed).not.toMatch(/^HTTP\/1\.1 2/);
    });
  });

  it('but is longer than its Content-Length is read as far as that, and what follows is no request', async () => {
    await expectHarmless(async () => {
      const answer = await begin(['Content-Length: 3'], `[${ITEM}]`).closed;
      expect(new Set(answer.match(/HTTP\/1\.1 \d+/g))).toEqual(new Set(['HTTP/1.1 400']));
    });
  });

  it.each([
    ['that is no number', ['Content-Length: x']],
    ['that is negative', ['Content-Length: -1']],
    ['given twice', ['Content-Length: 3', 'Content-Length: 4']],
    ['beside chunks', ['Content-Length: 3', 'Transfer-Encoding: chunked']],
  ])('with a Content-Length %s is refused as no HTTP', async (_what, fields) => {
    await expectHarmless(async () => {
      const answer = await begin(fields, `[${ITEM}]`).closed;
      expect(statusOf(answer)).toBe(400);
      expect(answer).toContain('/problems/bad-request');
      expect(answer).toContain('application/problem+json');
    });
  });

  it('but takes all the room for bodies keeps other large ones out with 503, and only while it lasts', async () => {
    const large = Buffer.alloc(MOST_BYTES / 2, ' ').fill('[1]', 0, 3);
    const holder = await held([`Content-Length: ${MOST_BYTES}`], '[');
    await expectNothingStored(service, async () => {
      expectProblem(await post(large), 'no-room');
    });
    holder.socket.destroy();
    expect(await waitUntil(async () => (await post(large)).status === 202, { withinMs: 800 })).toBe(true);
  });

  it('but takes all the room for bodies is not in the way of small requests', async () => {
    const holder = await held([`Content-Length: ${MOST_BYTES}`], '[');
    const statuses = [
      (await post(`[${ITEM}]`)).status,
      (await post(gzipSync(`[${ITEM}]`), { 'content-encoding': 'gzip' })).status,
      (await send(`${service.apiUrl}/auth/v1/token`, { method: 'POST', body: '{}' })).status,
    ];
    holder.socket.destroy();
    expect(statuses).toEqual([202, 202, 400]);
  });
});
