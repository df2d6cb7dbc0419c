import net from 'node:net';

interface Pair {
  readonly client: net.Socket;
  readonly server: net.Socket;
}

/** What a test can do to the connections between the service and one of its servers. */
export class TcpProxy {
  private readonly pairs = new Set<Pair>();
  private listener: net.Server | undefined;
  private silent = false;
  private port = 0;
  private unanswered = 0;

  private constructor(private readonly target: { host: string; port: number }) {}

  /** Starts one in front of the server that a URL names; it passes everything on until told otherwise. */
  static async inFrontOf(url: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    const proxy = new TcpProxy({ host: hostname, port: Number(port) });
    await proxy.listen();
    return proxy;
  }

  /** The same URL by way of this proxy. */
  reach(url: string): string {
    const through = new URL(url);
    through.hostname = '127.0.0.1';
    through.port = String(this.port);
    return through.href;
  }

  /** How often a client spoke or connected while nothing was passed on: whether a black hole was hit. */
  get swallowed(): number {
    return this.unanswered;
  }

  /** Passes everything on, also what was held back meanwhile, as TCP does once a network works again. */
  async pass(): Promise<void> {
    this.silent = false;
    for (const { client, server } of this.pairs) {
      client.resume();
      server.resume();
    }
    await this.listen();
  }

  /** Ends all connections and refuses new ones. What clients had sent still arrives: a request may be carried out whose answer is lost. */
  async refuse(): Promise<void> {
    const listener = this.listener;
    this.listener = undefined;
    const closed = new Promise<void>((resolve) => {
      if (listener === undefined) resolve();
      else {
        listener.close(() => {
          resolve();
        });
      }
    });
    for (const { client, server } of this.pairs) {
      client.destroy();
      server.end();
    }
    await closed;
  }

  /** Keeps connections open and takes new ones, and lets nothing through. */
  blackHole(): void {
    this.silent = true;
    for (const { server } of this.pairs) server.pause();
  }

  /** Ends everything, for afterAll. */
  async stop(): Promise<void> {
    await this.refuse();
    for (const { server } of this.pairs) server.destroy();
  }

  private async listen(): Promise<void> {
    if (this.listener !== undefined) return;
    const listener = net.createServer((client) => {
      this.connect(client);
    });
    this.listener = listener;
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject).listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (listener.address() as net.AddressInfo).port;
  }

  private connect(client: net.Socket): void {
    const server = net.connect({ ...this.target, allowHalfOpen: true });
    const pair = { client, server };
    this.pairs.add(pair);
    if (this.silent) {
      this.unanswered++;
      server.pause();
    }
    this.forward(client, server);
    server.on('data', (bytes) => client.write(bytes)).on('end', () => client.end());
    client.on('close', () => server.end());
    server.on('close', () => {
      this.pairs.delete(pair);
      client.destroy();
    });
    // Broken connections are what this is for.
    for (const socket of [client, server]) socket.on('error', () => undefined);
  }

  private forward(client: net.Socket, server: net.Socket): void {
    client.on('data', (bytes) => {
      if (!this.silent) {
        server.write(bytes);
        return;
      }
      this.unanswered++;
      client.pause();
      client.unshift(bytes);
    });
  }
}
