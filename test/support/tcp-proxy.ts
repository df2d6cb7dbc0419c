import net from 'node:net';
import { ByteFlow } from './byte-flow';

/** The two directions of one connection. */
export interface Flows {
  readonly toServer: ByteFlow;
  readonly toClient: ByteFlow;
  /** Ends this connection alone; what is held back never arrives. */
  cut: () => void;
}

/** What becomes of the bytes of one connection, in the order in which they come. */
export interface Passage {
  fromClient: (bytes: Buffer) => void;
  fromServer: (bytes: Buffer) => void;
}

interface Connection {
  readonly client: net.Socket;
  readonly server: net.Socket;
  readonly flows: Flows;
}

/** What a test can do to the connections between the service and one of its servers. */
export class TcpProxy {
  private readonly connections = new Set<Connection>();
  private listener: net.Server | undefined;
  private silent = false;
  private port = 0;
  private unanswered = 0;
  private latencyMs = { toServer: 0, toClient: 0 };
  private readonly target: { host: string; port: number };

  /** @param url the server's */
  protected constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.target = { host: hostname, port: Number(port) };
  }

  /** Starts one in front of the server that a URL names; it passes everything on until told otherwise. */
  static async inFrontOf(url: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(url);
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
    if (this.silent) {
      this.silent = false;
      for (const { flows } of this.connections) {
        flows.toServer.letGo();
        flows.toClient.letGo();
      }
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
    for (const { flows } of this.connections) flows.cut();
    await closed;
  }

  /** Keeps connections open and takes new ones, and lets nothing through. */
  blackHole(): void {
    if (this.silent) return;
    this.silent = true;
    for (const { flows } of this.connections) {
      flows.toServer.hold();
      flows.toClient.hold();
    }
  }

  /** From now on bytes are on their way for so long, in milliseconds. */
  delay(latencyMs: { toServer: number; toClient: number }): void {
    this.latencyMs = latencyMs;
  }

  /** Ends everything, for afterAll. */
  async stop(): Promise<void> {
    await this.refuse();
    for (const { server } of this.connections) server.destroy();
  }

  /** What happens to the bytes of a new connection; a plain proxy hands them on. */
  protected openPassage({ toServer, toClient }: Flows): Passage {
    return {
      fromClient: (bytes) => {
        toServer.push(bytes);
      },
      fromServer: (bytes) => {
        toClient.push(bytes);
      },
    };
  }

  protected async listen(): Promise<void> {
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
    const flows: Flows = {
      toServer: new ByteFlow(client, server, () => this.latencyMs.toServer),
      toClient: new ByteFlow(server, client, () => this.latencyMs.toClient),
      cut: () => {
        client.destroy();
        server.end();
      },
    };
    const connection = { client, server, flows };
    this.connections.add(connection);
    const passage = this.openPassage(flows);
    if (this.silent) {
      this.unanswered++;
      flows.toClient.hold();
      flows.toServer.hold();
    }
    client.on('data', (bytes) => {
      if (this.silent) this.unanswered++;
      passage.fromClient(bytes);
    });
    server
      .on('data', (bytes) => {
        passage.fromServer(bytes);
      })
      .on('end', () => client.end());
    client.on('close', () => server.end());
    server.on('close', () => {
      this.connections.delete(connection);
      client.destroy();
    });
    for (const socket of [client, server]) {
      // As the drivers on either side have it: else each answer may wait 40 ms for an acknowledgement.
      socket.setNoDelay(true);
      // Broken connections are what this is for.
      socket.on('error', () => undefined);
    }
  }
}
