import net from 'node:net';
import { freePort, freePorts, isPortFree } from '../../scripts/embedded/free-port.mjs';

/** The lowest port that Linux gives to outgoing connections. */
const OUTGOING_FROM = 32_768;

const listen = (port: number): Promise<net.Server> =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject).listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });

describe('a free port', () => {
  it('is another one each time, and none that an outgoing connection could take', async () => {
    const ports: number[] = [];
    for (let n = 0; n < 20; n++) ports.push(await freePort());
    expect(new Set(ports).size).toBe(20);
    expect(Math.max(...ports)).toBeLessThan(OUTGOING_FROM);
  });

  it('is none that somebody listens on', async () => {
    const port = await freePort();
    const server = await listen(port);
    try {
      expect(await isPortFree(port)).toBe(false);
      const later: number[] = [];
      for (let n = 0; n < 150; n++) later.push(await freePort());
      expect(later).not.toContain(port);
    } finally {
      server.close();
    }
  });

  it('can be had with the next ones free, too', async () => {
    const first = await freePorts(3);
    const row = [first, first + 1, first + 2];
    const servers = await Promise.all(row.map(listen));
    expect(servers.map((server) => server.listening)).toEqual([true, true, true]);
    for (const server of servers) server.close();
    expect(row).not.toContain(await freePort());
  });
});
