import { gzipSync } from 'node:zlib';
import { openRaw, type RawExchange } from '../../apps/api/src/testing/raw-exchange';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { type Answer, send } from '../support/http';
import { expectProblem } from '../support/problems';
import { type Service, startService } from '../support/service';
import { expectNothingStored } from '../support/stored';

const MOST_BYTES = 1024 * 1024;
const ITEM = '{"partner_client_id":"a"}';

describe('a large body that is being received', () => {
  let service: Service;
  let authorization: string;
  beforeAll(async () => {
    service = await startService({
      workers: 0,
      env: {
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
    expect(await waitUntil(isAwaited, { withinMs: 5_000 })).toBe(true);
    return exchange;
  }

  const post = (body: string | Uint8Array, headers = {}): Promise<Answer> =>
    service.partners[0].post('/api/v1/clients', body, headers);

  it('keeps other large ones out with 503 where it takes all the room, and only while it lasts', async () => {
    const large = Buffer.alloc(MOST_BYTES / 2, ' ').fill('[1]', 0, 3);
    const holder = await held([`Content-Length: ${MOST_BYTES}`], '[');
    await expectNothingStored(service, async () => {
      expectProblem(await post(large), 'no-room');
    });
    holder.socket.destroy();
    expect(await waitUntil(async () => (await post(large)).status === 202, { withinMs: 5_000 })).toBe(true);
  });

  it('is not in the way of small requests', async () => {
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
