import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../../scripts/embedded/folders.mjs';
import { freePort } from '../../scripts/embedded/free-port.mjs';
import { withLogin } from '../../scripts/embedded/login-url.mjs';
import { migrate } from '../../scripts/start/migrate.mjs';
import { serviceEnvironment } from '../../scripts/start/service-environment.mjs';
import { Partner } from './partner';
import { postgresLogOf } from './postgres-log';
import { runProgram } from './program';
import { createServiceDatabase, type ServiceDatabase } from './service-database';
import { ServiceProcess, type ServiceProcessName } from './service-process';
import { sharedServers, type SharedServers } from './shared-servers';

/** A process that has waited for its servers in vain ends after half of that. */
const REFUSED_WITHIN_MS = 40_000;

/** A way to a server: the URL to take in place of the server's own. A proxy is one. */
export interface Way {
  reach(url: string): string;
}

/** Ways that a process has to reach its servers by; tests reach them directly all the same. */
export interface Through {
  postgres?: Way;
  redis?: Way;
}

export interface ServiceOptions {
  /** How many processes of each; one without a word. */
  apis?: number;
  workers?: number;
  /** Variables of the service's configuration, over the usual ones. */
  env?: Record<string, string>;
  /** The same ways for all processes, or those of each API and worker, by its name and its number from 0. */
  through?: Through | ((name: 'api' | 'worker', number: number) => Promise<Through>);
  /** Whether the processes tell metrics; see ServiceProcess. */
  metrics?: boolean;
  /** Whose built code the processes are: this project's without a word. */
  folder?: string;
  /** Other servers than those of the test run. */
  servers?: SharedServers;
}

/** The built service as real processes, on a database and queues of its own. */
export class Service {
  readonly partners: readonly [Partner, Partner];
  /** What PostgreSQL logged since this service started, about its database or about none in particular. */
  readonly postgresLog: () => string;
  readonly apis: ServiceProcess[] = [];
  readonly workers: ServiceProcess[] = [];
  private readonly dashboards: ServiceProcess[] = [];
  /** The service's logical database of Redis. */
  readonly redisUrl: string;
  /** Pub/sub of Redis does not know logical databases, so the queues' names differ too. */
  readonly queuePrefix: string;
  /** Where each process writes a log of its own. */
  readonly logFolder: string;

  private constructor(
    private readonly database: ServiceDatabase,
    private readonly servers: SharedServers,
    private readonly options: ServiceOptions,
  ) {
    const [a, b] = servers.partners;
    if (a === undefined || b === undefined) throw new Error('the setup registers two partners');
    const url = (): string => this.apiUrl;
    this.partners = [new Partner(url, a), new Partner(url, b)];
    this.postgresLog = postgresLogOf(servers.postgresLog, new URL(database.ownerUrl).pathname.slice(1));
    this.redisUrl = `${servers.redisUrl}/${database.number}`;
    this.queuePrefix = options.env?.['QUEUE_PREFIX'] ?? `{service-${database.number}}`;
    this.logFolder = path.join(servers.folder, `service-${database.number}`);
    fs.mkdirSync(this.logFolder);
  }

  /** Starts the API and its workers and waits until they are ready. */
  static async start(options: ServiceOptions): Promise<Service> {
    const { servers = sharedServers(), apis = 1, workers = 1 } = options;
    const service = new Service(await createServiceDatabase(servers), servers, options);
    for (let n = 0; n < apis; n++) service.apis.push(await service.prepare('api', n));
    for (let n = 0; n < workers; n++) service.workers.push(await service.prepare('worker', n));
    const starts = [...service.apis, ...service.workers].map((process) => process.start());
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
    return this.api.url;
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

  /** The URL of the service's database as a role of these secrets. */
  urlAs(role: string, password: string): string {
    return withLogin(this.database.ownerUrl, role, this.servers.secrets[password] ?? '');
  }

  get pids(): { api: number; workers: number[] } {
    return { api: this.api.pid, workers: this.workers.map(({ pid }) => pid) };
  }

  /** Starts the API, on the same port every time. */
  async startApi(): Promise<void> {
    await this.api.start();
  }

  /** Starts one worker more. */
  async startWorker(): Promise<void> {
    const worker = await this.prepare('worker', this.workers.length);
    await worker.start();
    this.workers.push(worker);
  }

  /**
   * Starts a dashboard, which is stopped with the service.
   * @param users the value of DASHBOARD_USERS
   */
  async startDashboard(users: string): Promise<ServiceProcess> {
    const dashboard = await this.prepare('dashboard', this.dashboards.length, { DASHBOARD_USERS: users });
    this.dashboards.push(dashboard);
    await dashboard.start();
    return dashboard;
  }

  /**
   * Starts one API more, which has to end by itself with code 1.
   * @param changes of its environment, which it does not bear
   * @returns the last line that it said
   */
  async refusalAtStart(changes: NodeJS.ProcessEnv): Promise<string> {
    const program = path.join(projectFolder, 'dist/apps/api/src/main.js');
    const env = { ...(await this.environmentOf('api', 0)), API_PORT: '0', ...changes };
    const { child, output, ended } = runProgram(process.execPath, [program], { cwd: projectFolder, env });
    const deadline = setTimeout(() => child.kill('SIGKILL'), REFUSED_WITHIN_MS);
    const code = await ended;
    clearTimeout(deadline);
    if (code !== 1) throw new Error(`it ended with ${code}:\n${output()}`);
    return output().trimEnd().split('\n').at(-1) ?? '';
  }

  /** Kills the API and waits until it is gone. */
  async killApi(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.api.kill(signal);
  }

  /** Kills the worker that was started first of those that run, and tells how it ended ("exit code 0"). */
  async killWorker(signal: NodeJS.Signals = 'SIGKILL'): Promise<string> {
    const worker = this.workers.shift();
    if (worker === undefined) throw new Error('no worker runs');
    return worker.kill(signal);
  }

  /** Waits until the worker that was started first of those that run has ended by itself. */
  async workerEnded(): Promise<void> {
    await this.workers.shift()?.ended();
  }

  /** The log lines (JSON texts) of all processes of this service, those that have ended included. */
  logs(): string[] {
    return fs
      .readdirSync(this.logFolder)
      .flatMap((file) => fs.readFileSync(path.join(this.logFolder, file), 'utf8').split('\n'))
      .filter((line) => line !== '');
  }

  /** One of the files that `logs` reads. */
  get aLogFile(): string {
    return path.join(this.logFolder, fs.readdirSync(this.logFolder)[0] ?? '');
  }

  /** Stops the processes and drops the database. */
  async stop(): Promise<void> {
    await this.stopProcesses();
    await this.database.drop();
  }

  /** Stops the processes alone: dashboards first, then APIs, then workers. */
  async stopProcesses(): Promise<void> {
    await Promise.all(this.dashboards.map((dashboard) => dashboard.stop()));
    await Promise.all(this.apis.map((api) => api.stop()));
    await Promise.all(this.workers.map((worker) => worker.stop()));
  }

  /** Brings its database to this project's schema. */
  async migrate(): Promise<void> {
    await migrate(this.database.ownerUrl, this.environment());
  }

  private get api(): ServiceProcess {
    const [api] = this.apis;
    if (api === undefined) throw new Error('the service has no API');
    return api;
  }

  private environment({
    databaseUrl = this.database.ownerUrl,
    redisUrl = this.redisUrl,
    env = {},
  } = {}): NodeJS.ProcessEnv {
    // Nothing of the tester's own environment may reach the service, but for what finds programs.
    const given = { PATH: process.env['PATH'], ...env };
    return serviceEnvironment({ given, databaseUrl, redisUrl, secrets: this.servers.secrets });
  }

  private async prepare(
    name: ServiceProcessName,
    number: number,
    own: Record<string, string> = {},
  ): Promise<ServiceProcess> {
    const environment = await this.environmentOf(name, number);
    const port = await freePort();
    const log = path.join(this.logFolder, `${name}-${port}.log`);
    const metricsPort = this.options.metrics === true ? await freePort() : 0;
    const shown = { ...environment, ...own, METRICS_PORT: `${metricsPort}` };
    return new ServiceProcess(name, port, shown, log, this.options.folder ?? projectFolder);
  }

  private async environmentOf(name: ServiceProcessName, number: number): Promise<NodeJS.ProcessEnv> {
    const { env = {}, through = {} } = this.options;
    const { postgres, redis } =
      typeof through !== 'function' ? through : name === 'dashboard' ? {} : await through(name, number);
    const environment = this.environment({
      databaseUrl: postgres?.reach(this.database.ownerUrl) ?? this.database.ownerUrl,
      redisUrl: redis?.reach(this.redisUrl) ?? this.redisUrl,
      env,
    });
    return { ...environment, QUEUE_PREFIX: this.queuePrefix };
  }
}

/** Starts the built service for a test file; the file stops it in afterAll. */
export function startService(options: ServiceOptions = {}): Promise<Service> {
  return Service.start(options);
}
