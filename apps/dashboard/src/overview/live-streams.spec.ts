import { IncomingMessage, ServerResponse } from 'node:http';
import { type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { LiveStreams, MOST_STREAMS, MOST_STREAMS_OF_A_USER, type Viewer } from './live-streams';

/** A connection whose other side reads everything, or nothing from the first byte on. */
class Connection extends Duplex {
  received = '';

  constructor(private readonly reads: boolean) {
    super();
  }

  override _read(): void {
    // Nothing more is asked.
  }

  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    this.received += bytes.toString();
    if (this.reads) done();
  }
}

function viewer(name: string, id = name): Viewer {
  return { id, user: { name, role: 'viewer', passwordHash: '' } };
}

function responseOn(connection: Connection): ServerResponse {
  const response = new ServerResponse(new IncomingMessage(connection as unknown as Socket));
  response.assignSocket(connection as unknown as Socket);
  connection.once('close', () => response.emit('close'));
  return response;
}

describe('live streams', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  const whenEmpty = jest.fn();
  const begun = (reads: boolean): { streams: LiveStreams; response: ServerResponse; at: Connection } => {
    whenEmpty.mockClear();
    const streams = new LiveStreams(whenEmpty);
    const at = new Connection(reads);
    const response = responseOn(at);
    expect(streams.begin(response, viewer('ann'))).toBe(true);
    return { streams, response, at };
  };
  const EVENT = `data: ${'x'.repeat(100_000)}\n\n`;
  /** What the writable says of itself is up to date one turn of the event loop later. */
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      setImmediate(resolve);
    });

  it('send events to whoever reads', async () => {
    const { streams, at } = begun(true);
    for (const event of ['data: 1\n\n', 'data: 2\n\n']) {
      streams.send(event);
      await turn();
    }
    expect(at.received).toContain('data: 1');
    expect(at.received).toContain('data: 2');
  });

  it('end after a minute, and are written nothing behind their end while the connection is stalled', async () => {
    const { streams, response } = begun(false);
    const failed = jest.fn();
    response.on('error', failed);
    jest.advanceTimersByTime(60_000);
    expect([streams.size, response.writableEnded, whenEmpty.mock.calls.length]).toEqual([0, true, 1]);
    streams.send(EVENT);
    await turn();
    expect(failed).not.toHaveBeenCalled();
    jest.advanceTimersByTime(2_000);
    expect(response.destroyed).toBe(true);
  });

  it('survive what breaks a connection', async () => {
    const { streams, response } = begun(true);
    response.end();
    response.write('behind the end');
    await turn();
    streams.send(EVENT);
    expect(streams.size).toBe(0);
  });

  it('are cut off when nobody has read for ten seconds, and hold one event until then', async () => {
    const { streams, response } = begun(false);
    for (let second = 0; second < 8; second += 2) {
      streams.send(EVENT);
      await turn();
      jest.advanceTimersByTime(2_000);
    }
    expect(response.writableLength).toBeLessThan(2 * EVENT.length);
    expect([streams.size, response.destroyed]).toEqual([1, false]);
    jest.advanceTimersByTime(6_000);
    streams.send(EVENT);
    expect([streams.size, response.destroyed]).toEqual([0, true]);
  });

  it('do not begin for a browser that has gone', () => {
    const streams = new LiveStreams(whenEmpty);
    const response = responseOn(new Connection(true));
    response.destroy();
    expect([streams.begin(response, viewer('ann')), streams.size]).toEqual([false, 0]);
  });

  it('are bounded for each user, and in all', () => {
    const streams = new LiveStreams(whenEmpty);
    const fill = (name: string, most: number): void => {
      for (let n = 0; n < most; n++) streams.begin(responseOn(new Connection(true)), viewer(name));
    };
    fill('ann', MOST_STREAMS_OF_A_USER);
    expect(() => {
      streams.requireRoom(viewer('ann'));
    }).toThrow('live pages open already');
    expect(() => {
      streams.requireRoom(viewer('bob'));
    }).not.toThrow();
    for (let n = 0; streams.size < MOST_STREAMS; n++) fill(`user-${n}`, MOST_STREAMS_OF_A_USER);
    expect(() => {
      streams.requireRoom(viewer('bob'));
    }).toThrow('Try again in a minute');
    streams.endAll();
    expect(streams.size).toBe(0);
  });

  it('end with their session, and those of another session of the same user go on', () => {
    const streams = new LiveStreams(whenEmpty);
    const [one, other] = [responseOn(new Connection(true)), responseOn(new Connection(true))];
    streams.begin(one, viewer('ann', 'at work'));
    streams.begin(other, viewer('ann', 'at home'));
    streams.endOf('at work');
    expect([one.writableEnded, other.writableEnded]).toEqual([true, false]);
    streams.endAll();
  });
});
