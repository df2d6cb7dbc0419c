import fs from 'node:fs';
import path from 'node:path';
import { type Child } from '../../scripts/embedded/child-process.mjs';
import { freePort } from '../../scripts/embedded/free-port.mjs';
import { serviceEnvironment } from '../../scripts/start/service-environment.mjs';
import { serviceProcess } from '../../scripts/start/service-process.mjs';
import { Partner } from './partner';
import { postgresLogOf } from './postgres-log';
import { createServiceDatabase, type ServiceDatabase } from './service-database';
import { sharedServers, type SharedServers } from './shared-servers';
import { type TcpProxy } from './tcp-proxy';

export interface ServiceOptions {
  /** How many worker processes; one without a word. */
  workers?: number;
  /** Variables of the service's configuration, over the usual ones. */
  env?: Record<string, string>;
  /** Proxies that the service has to reach its servers through; tests reach them directly all the same. */
  through?: { postgres?: TcpProxy; redis?: TcpProxy };
}

/** The built service as real processes, on a database and queues of its own. */
export class Service {
  private api: Child | undefined;
  private readonly workers: Child[] = [];
  readonly partners: readonly [Partner, Partner];
  /** What PostgreSQL logged since this service started, about its database or about none in particular. */
  readonly postgresLog: () => string;

  private constructor(
    private readonly database: ServiceDatabase,
    private readonly env: Record<string, string | undefined>,
    private readonly logFolder: string,
    private readonly apiPort: number,
    /** The service's logical database of Redis. */
    readonly redisUrl: string,
    servers: SharedServers,
  ) {
    const [a, b] = servers.partners;
    if (a === undefined || b === undefined) throw new Error('the setup registers two partners');
    const url = (): string => this.apiUrl;
    this.partners = [new Partner(url, a), new Partner(url, b)];
    this.postgresLog = postgresLogOf(servers.postgresLog, new URL(database.ownerUrl).pathname.slice(1));
  }

  /** Starts the API and its workers and waits until they are ready. */
  static async start({ workers = 1, env = {}, through = {} }: ServiceOptions): Promise<Service> {
    const servers = sharedServers();
    const database = await createServiceDatabase(servers);
    const logFolder = path.join(servers.folder, `service-${database.number}`);
    fs.mkdirSync(logFolder);
    const redisUrl = `${servers.redisUrl}/${database.number}`;
    const environment = serviceEnvironment({
      // Nothing of the tester's own environment may reach the service, but for what finds programs.
      given: { PATH: process.env['PATH'], ...env },
      databaseUrl: through.postgres?.reach(database.ownerUrl) ?? database.ownerUrl,
      redisUrl: through.redis?.reach(redisUrl) ?? redisUrl,
      secrets: servers.secrets,
    });
    // Pub/sub of Redis does not know logical databases, so the queues' names differ too.
    const queuePrefix = env['QUEUE_PREFIX'] ?? `{service-${database.number}}`;
    const service = new Service(
      database,
      { ...environment, QUEUE_PREFIX: queuePrefix },
      logFolder,
      await freePort(),
      redisUrl,
      servers,
    );
    const starts = [service.startApi(), ...Array.from({ length: workers }, () => service.startWorker())];
    try {
      await Promise.all(starts);
    } catch (error) {
      // What did start would keep Jest from ending: nobody has the service to stop it.
      await Promise.allSettled(starts);
      await service.stop();
      throw error;
    }
    return service;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.apiPort}`;
  }

  get databaseUrl(): string {
    return this.database.ownerUrl;
  }

  get superuserUrl(): string {
    return this.database.superuserUrl;
  }

  get partnerPathUrl(): string {
    return this.database.partnerPathUrl;
  }

  get pids(): { api: number; workers: number[] } {
    return { api: this.api?.pid ?? 0, workers: this.workers.map(({ pid }) => pid) };
  }

  /** Starts the API, on the same port every time. */
  async startApi(): Promise<void> {
    this.api = await this.startProcess('api', this.apiPort);
  }

  /** Starts one worker more. */
  async startWorker(): Promise<void> {
    this.workers.push(await this.startProcess('worker', await freePort()));
  }

  /** Kills the API and waits until it is gone. */
  async killApi(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.api === undefined) throw new Error('no API runs');
    await kill(this.api, signal);
    this.api = undefined;
  }

  /** Kills the worker that was started first of those that run, and tells how it ended ("exit code 0"). */
  async killWorker(signal: NodeJS.Signals = 'SIGKILL'): Promise<string> {
    const worker = this.workers.shift();
    if (worker === undefined) throw new Error('no worker runs');
    return kill(worker, signal);
  }

  /** Waits until the worker that was started first of those that run has ended by itself. */
  async workerEnded(): Promise<void> {
    await this.workers.shift()?.ended;
  }

  /** The log lines (JSON texts) of all processes of this service, those that have ended included. */
  logs(): string[] {
    return fs
      .readdirSync(this.logFolder)
      .flatMap((file) => fs.readFileSync(path.join(this.logFolder, file), 'utf8').split('\n'))
      .filter((line) => line !== '');
  }

  /** Stops the processes and drops the database. */
  async stop(): Promise<void> {
    await this.api?.stop();
    await Promise.all(this.workers.map((worker) => worker.stop()));
    await this.database.drop();
  }

  private async startProcess(name: 'api' | 'worker', port: number): Promise<Child> {
    const process = serviceProcess({
      name,
      url: `http://127.0.0.1:${port}`,
      env: { ...this.env, [name === 'api' ? 'API_PORT' : 'WORKER_PORT']: `${port}` },
      log: path.join(this.logFolder, `${name}-${port}.log`),
    });
    const child = await process.launch();
    await process.untilReady(child, new AbortController().signal);
    return child;
  }
}

function kill(child: Child, signal: NodeJS.Signals): Promise<string> {
  process.kill(child.pid, signal);
  return child.ended;
}

/** Starts the built service for a test file; the file stops it in afterAll. */
export function startService(options: ServiceOptions = {}): Promise<Service> {
  return Service.start(options);
}
