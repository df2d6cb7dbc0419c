import { FakeRooms } from '../testing/fake-rooms';
import { eventually, openRaw } from '../testing/raw-exchange';
import { startApi } from '../testing/start-api';

const REQUEST = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';

describe('stopping', () => {
  it('answers a request that comes on an open connection, ends that connection, and takes no new one', async () => {
    const api = await startApi(new FakeRooms());
    const exchange = openRaw(api.port);
    exchange.socket.write(REQUEST);
    await eventually(() => exchange.received().includes('200 OK'));
    expect(exchange.received().toLowerCase()).not.toContain('connection: close');

    const stopped = api.stop();
    await eventually(async () => (await fetch(`${api.url}/health/live`).catch(() => null)) === null);
    exchange.socket.write(REQUEST);
    const answers = await exchange.closed;
    expect(answers.match(/200 OK/g)).toHaveLength(2);
    expect(answers.toLowerCase()).toContain('connection: close');
    await stopped;
  });

  it('closes connections on which nothing comes any more', async () => {
    const api = await startApi(new FakeRooms());
    const exchange = openRaw(api.port);
    exchange.socket.write(REQUEST);
    await eventually(() => exchange.received().includes('200 OK'));
    await api.stop();
    expect((await exchange.closed).match(/200 OK/g)).toHaveLength(1);
  });
});
