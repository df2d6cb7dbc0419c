import { BATCH_ID, FakeRooms } from '../testing/fake-rooms';
import { PartnerCalls } from '../testing/partner-calls';
import { eventually, openRaw } from '../testing/raw-exchange';
import { startApi, type StartedApi } from '../testing/start-api';

const MANY = Array.from({ length: 2000 }, () => 'x'.repeat(100_000));
const rooms = new FakeRooms();
let api: StartedApi;
let partner: PartnerCalls;

beforeAll(async () => {
  api = await startApi(rooms);
  partner = await PartnerCalls.login(api);
});
afterAll(() => api.stop());
beforeEach(() => {
  rooms.chunksRead = 0;
  rooms.chunksEnded = 0;
});

function request(): string {
  return `GET /api/v1/clients/status/${BATCH_ID} HTTP/1.1\r\nHost: x\r\nAuthorization: ${partner.authorization}\r\n\r\n`;
}

describe('a streamed document', () => {
  it('is read no faster than the client takes it, and no further once the client has left', async () => {
    rooms.documentChunks = MANY;
    const exchange = openRaw(api.port);
    exchange.socket.pause();
    exchange.socket.write(request());
    let before = -1;
    // Reading stands still once the sockets on the way are full.
    await eventually(() => {
      const still = rooms.chunksRead > 0 && rooms.chunksRead === before;
      before = rooms.chunksRead;
      return still;
    });
    expect(rooms.chunksRead).toBeLessThan(MANY.length / 2);
    exchange.socket.destroy();
    await eventually(() => rooms.chunksEnded === 1);
    expect(rooms.chunksRead).toBeLessThan(MANY.length / 2);
  });

  it('keeps characters of several bytes whole across chunks', async () => {
    rooms.documentChunks = ['{"a":"é', '\u{1F600}', '"}'];
    const response = await partner.call(`/api/v1/clients/status/${BATCH_ID}`);
    expect(await response.json()).toEqual({ a: 'é\u{1F600}' });
  });

  it('breaks off without a proper end when reading fails half-way', async () => {
    rooms.documentChunks = MANY.slice(0, 3);
    rooms.chunkFailure = new Error('away');
    const exchange = openRaw(api.port);
    exchange.socket.write(request());
    const answer = await exchange.closed;
    rooms.chunkFailure = null;
    expect(answer).toMatch(/^HTTP\/1\.1 200/);
    expect(answer).not.toMatch(/0\r\n\r\n$/);
  });
});
