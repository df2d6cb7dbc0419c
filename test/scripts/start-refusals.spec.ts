import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { choosePort, LISTENERS } from '../../scripts/start/choose-port.mjs';
import { Checkout } from './checkout';

let checkout: Checkout;
beforeAll(() => {
  checkout = new Checkout();
});
afterAll(() => checkout.remove());

/** Listens on a port; null when another program does already. */
function occupy(port: number): Promise<net.Server | null> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => {
      resolve(null);
    });
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

describe('npm start that cannot go on', () => {
  it('names the remedy for a busy port that was asked for', async () => {
    const server = await occupy(0);
    const { port } = server?.address() as AddressInfo;
    const start = checkout.run(process.execPath, ['scripts/start.mjs'], { API_PORT: `${port}` });
    expect(await start.ended).toBe(1);
    expect(start.output()).toContain(`Port ${port} is busy`);
    expect(start.output()).toMatch(/remedy: .*API_PORT=\d+ npm start/);
    server?.close();
  });

  it('refuses a port that is none', async () => {
    const start = checkout.run(process.execPath, ['scripts/start.mjs'], { API_PORT: '70000' });
    expect(await start.ended).toBe(1);
    expect(start.output()).toContain('API_PORT must be a port number');
  });

  it('tells a port for root from a busy one', async () => {
    // As the system refuses it to everybody but root, who may run this test.
    const listening = jest.spyOn(net.Server.prototype, 'listen').mockImplementationOnce(function (
      this: net.Server,
    ) {
      setImmediate(() => this.emit('error', Object.assign(new Error(), { code: 'EACCES' })));
      return this;
    });
    process.env['API_PORT'] = '80';
    await expect(choosePort(LISTENERS.api, '127.0.0.1', jest.fn())).rejects.toThrow(
      /^Port 80 may be used by root only\.\n +remedy: choose one from 1024: API_PORT=\d+ npm start$/,
    );
    delete process.env['API_PORT'];
    listening.mockRestore();
  });

  it.each(['start', 'demo', 'dev'])(
    'refuses an option that npm %s has not, and shows all it has',
    async (name) => {
      const refused = checkout.run(process.execPath, [`scripts/${name}.mjs`, '--port', '4000']);
      expect(await refused.ended).toBe(1);
      expect(refused.output()).toMatch(/^Unknown option '--port'\.\n.*--help .*API_PORT=4000 npm start/s);
      const help = checkout.run(process.execPath, [`scripts/${name}.mjs`, '--help']);
      expect(await help.ended).toBe(0);
      expect(help.output()).toContain(refused.output().replace(/^.*\n\n/, ''));
    },
  );

  it('says how to install Redis where it is neither found nor can be fetched', async () => {
    const onlyNode = path.join(checkout.folder, 'only-node');
    fs.mkdirSync(onlyNode);
    fs.symlinkSync(process.execPath, path.join(onlyNode, 'node'));
    const start = checkout.run(process.execPath, ['scripts/start.mjs'], {
      PATH: onlyNode,
      PARTNER_CLIENT_SERVICE_CACHE: path.join(checkout.folder, 'empty-cache'),
    });
    expect(await start.ended).toBe(1);
    expect(start.output()).toMatch(/Redis is needed.*why: .*remedy: .*REDIS_SERVER_BIN.*REDIS_URL/s);
    expect(start.output()).not.toContain('at async');
  });

  it('ends with the reason when a process of the service refuses its configuration', async () => {
    const start = checkout.run(process.execPath, ['scripts/start.mjs'], { MAX_ITEMS: 'many' });
    expect(await start.ended).toBe(1);
    expect(start.output()).toContain('MAX_ITEMS must be');
    expect(await checkout.processesLeft()).toEqual([]);
  });
});

describe('npm start on a machine where port 3000 is busy', () => {
  it('takes another port for the API and says so', async () => {
    // When another program has it already, that is as good.
    const server = await occupy(3000);
    const start = await checkout.start({ API_PORT: '' });
    expect(start.output()).toMatch(/port 3000 is busy, so the API takes \d+/);
    expect(checkout.stack()?.api).not.toBe('http://127.0.0.1:3000');
    start.child.kill('SIGINT');
    expect(await start.ended).toBe(0);
    server?.close();
  });
});
