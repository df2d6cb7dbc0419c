import { type AddressInfo } from 'node:net';
import { addLogFields, createLogger } from '@app/platform';
import { fastify } from 'fastify';
import { eventually, openRaw } from '../testing/raw-exchange';
import { installRequestLog, requestIdOf } from './request-log';

const lines: Record<string, unknown>[] = [];
const logger = createLogger('api', 'info', {
  write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
});
const server = fastify({ genReqId: requestIdOf });
let port: number;
let waiting = 0;

beforeAll(async () => {
  installRequestLog(server, logger);
  server.post('/batches', async (_request, reply) => {
    await Promise.resolve();
    addLogFields({ partner_id: 'p1', batch_id: 'b1' });
    logger.info('inside');
    return reply.status(202).send('ok');
  });
  server.get('/health/live', () => 'ok');
  server.get('/never', () => {
    waiting++;
    return new Promise(() => undefined);
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = server.server.address() as AddressInfo);
});
afterAll(() => server.close());
beforeEach(() => {
  lines.length = 0;
});

describe('the request log', () => {
  it('writes one line for a request, with its id, partner and batch, and the id on every line inside', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/batches?secret=canary`, {
      method: 'POST',
      body: '{"secret":"canary"}',
      headers: { authorization: 'Bearer canary', 'x-request-id': 'r-1', 'content-type': 'application/json' },
    });
    expect(response.headers.get('x-request-id')).toBe('r-1');
    await eventually(() => lines.length === 2);

    expect(lines[0]).toMatchObject({ msg: 'inside', request_id: 'r-1', partner_id: 'p1' });
    expect(lines[1]).toMatchObject({
      level: 'info',
      msg: 'request',
      request_id: 'r-1',
      partner_id: 'p1',
      batch_id: 'b1',
      method: 'POST',
      path: '/batches',
      status: 202,
      duration_ms: expect.any(Number) as number,
    });
    expect(lines[1]).not.toHaveProperty('aborted');
    expect(JSON.stringify(lines)).not.toContain('canary');
  });

  it('tells of a request whose client left before the answer', async () => {
    const exchange = openRaw(port);
    exchange.socket.write('GET /never HTTP/1.1\r\nHost: x\r\n\r\n');
    await eventually(() => waiting === 1);
    exchange.socket.destroy();
    await eventually(() => lines.length === 1);
    expect(lines[0]).toMatchObject({ path: '/never', aborted: true });
    expect(lines[0]).not.toHaveProperty('status');
  });

  it('says nothing of health probes at info', async () => {
    await fetch(`http://127.0.0.1:${port}/health/live`);
    await fetch(`http://127.0.0.1:${port}/batches`, { method: 'POST' });
    await eventually(() => lines.length > 0);
    expect(lines.map(({ path }) => path)).not.toContain('/health/live');
  });
});

describe('requestIdOf', () => {
  it.each(['abc-1', 'A.b_c:9', 'x'.repeat(128)])('takes %s as it is', (id) => {
    expect(requestIdOf({ headers: { 'x-request-id': id } })).toBe(id);
  });

  it.each([undefined, '', 'a b', 'x'.repeat(129), 'a"b', 'é'])('makes a new one instead of %s', (id) => {
    expect(requestIdOf({ headers: { 'x-request-id': id } })).toMatch(/^[0-9a-f-]{36}$/);
  });
});
