import fs from 'node:fs';
import path from 'node:path';
import { startThrowAwayServers, type ThrowAwayControls } from '../../../scripts/embedded/throw-away.mjs';
import { waitUntil } from '../../../scripts/embedded/wait-until.mjs';
import { Partner } from '../../support/partner';
import { prepareServers } from '../../support/prepared-servers';
import { Service } from '../../support/service';
import { type ServiceProcess } from '../../support/service-process';
import { connected } from '../../support/sql';
import { type SharedServers } from '../../support/shared-servers';
import { type ProcessName, Wires } from './wires';
import { SHORT_TIMINGS } from './timings';
import { type WireProxy, type Rewrite } from './wire/wire-proxy';
import { type WirePoint, type WireStop } from './wire/wire-stop';

/** Recovery after a crash, where nothing but a little WAL is to be read again. */
const COMES_BACK_WITHIN_MS = 5_000;

export interface RigOptions {
  apis?: number;
  workers?: number;
  /** Variables of the service's configuration: SHORT_TIMINGS without a word, PRODUCTION_TIMINGS for the defaults. */
  env?: Record<string, string>;
  /** Settings of PostgreSQL, over the usual ones. */
  postgresSettings?: Record<string, string>;
  /** A folder that is there, for what PostgreSQL stores. */
  postgresIn?: string;
  /** Whose built code and schema everything begins with: this project's without a word. */
  folder?: string;
  /** Guards that are taken away on the wire. */
  rewrites?: readonly Rewrite[];
  /** Guards that are taken away in the schema: statements that its owner runs before the service starts. */
  ddl?: readonly string[];
}

/** A process of the service with its own ways to the servers, each of which can be cut off alone. */
export interface RigProcess {
  readonly process: ServiceProcess;
  readonly to: { readonly postgres: WireProxy<ProcessName>; readonly redis: WireProxy<ProcessName> };
}

/**
 * A whole stack to attack: PostgreSQL and Redis of its own, APIs and workers as built processes, and a proxy on every
 * connection. Two workers and one API without a word.
 */
export class Rig {
  private constructor(
    private readonly servers: SharedServers & ThrowAwayControls,
    private readonly wires: Wires,
    readonly service: Service,
  ) {}

  static async start({
    apis = 1,
    workers = 2,
    env = SHORT_TIMINGS,
    postgresSettings = {},
    postgresIn,
    folder,
    rewrites = [],
    ddl = [],
  }: RigOptions = {}): Promise<Rig> {
    const own = await startThrowAwayServers(() => undefined, postgresSettings, postgresIn);
    const wires = new Wires(own, rewrites);
    try {
      const servers = { ...own, ...(await prepareServers(own, folder)) };
      await connected(own.databaseUrl, async (owner) => {
        for (const statement of ddl) await owner.query(statement);
      });
      const service = await Service.start({
        servers,
        apis,
        workers,
        env,
        ...(folder === undefined ? {} : { folder }),
        through: (link, number) => wires.open({ link, number }),
      });
      // Before any fault: a partner has its token for a day.
      await Promise.all(service.partners.map((partner) => partner.token()));
      return new Rig(servers, wires, service);
    } catch (error) {
      await wires.stop();
      await own.stop();
      throw error;
    }
  }

  get apis(): RigProcess[] {
    return this.service.apis.map((process, number) => this.withWires(process, number));
  }

  get workers(): RigProcess[] {
    return this.service.workers.map((process, number) => this.withWires(process, number));
  }

  /** A (GBP) and B (EUR), who speak to the first API. */
  get partners(): readonly [Partner, Partner] {
    return this.service.partners;
  }

  /** The same partners, speaking to another API. */
  partnersAt(api: RigProcess): Partner[] {
    return this.servers.partners.map((credentials) => new Partner(() => api.process.url, credentials));
  }

  /** Waits at a wire point for the first process that comes there; see WireStop. */
  stopAt(point: WirePoint, toPass = 0): WireStop<ProcessName> {
    return this.wires.stopAt(point, toPass);
  }

  /** The process that came to a wire point. */
  at({ link, number }: ProcessName): RigProcess {
    const found = (link === 'api' ? this.apis : this.workers)[number];
    if (found === undefined) throw new Error(`no ${link} ${number}`);
    return found;
  }

  /** Runs `work` and tells which commands passed the proxies meanwhile, each once, in the order of their first time. */
  recording<T>(work: () => Promise<T>): Promise<{ result: T; points: Omit<WirePoint, 'phase'>[] }> {
    return this.wires.recording(work);
  }

  /**
   * Kills PostgreSQL: SIGKILL is a crash of the postmaster alone, SIGQUIT the immediate mode, in which it ends all of its
   * processes.
   */
  async killPostgres(signal: 'SIGKILL' | 'SIGQUIT'): Promise<void> {
    await this.servers.kill('postgres', signal);
  }

  /** Starts a killed PostgreSQL again, on its port and folder. */
  async startPostgres(): Promise<void> {
    let failure: unknown;
    const start = async (): Promise<boolean> => {
      try {
        await this.servers.startAgain('postgres');
        return true;
      } catch (error) {
        failure = error;
        return false;
      }
    };
    // Processes that have lost their postmaster end by themselves, and keep the next one out until then.
    if (!(await waitUntil(start, { withinMs: 20_000, everyMs: 100 }))) throw failure;
  }

  /** Starts PostgreSQL again, if it has ended by itself and does not come back by itself. */
  async ensurePostgres(): Promise<void> {
    const answers = async (): Promise<boolean> => {
      try {
        await connected(this.servers.databaseUrl, (owner) => owner.query('SELECT 1'));
        return true;
      } catch {
        return false;
      }
    };
    if (!(await waitUntil(answers, { withinMs: COMES_BACK_WITHIN_MS }))) await this.startPostgres();
  }

  /** Kills Redis and removes its data. */
  async killRedis(): Promise<void> {
    await this.servers.kill('redis', 'SIGKILL');
    fs.rmSync(path.join(this.servers.folder, 'redis'), { recursive: true });
  }

  /** Starts a killed Redis, empty. */
  async startRedis(): Promise<void> {
    await this.servers.startAgain('redis');
  }

  /** Ends everything, whatever state it is in; for afterAll. */
  async stop(): Promise<void> {
    for (const { process } of [...this.apis, ...this.workers]) {
      if (process.isRunning) await process.kill('SIGKILL');
    }
    await this.wires.stop();
    await this.servers.stop();
  }

  private withWires(process: ServiceProcess, number: number): RigProcess {
    const link = process.name === 'api' ? 'api' : 'worker';
    return { process, to: this.wires.of({ link, number }) };
  }
}
