import { type Child } from '../../scripts/embedded/child-process.mjs';
import { serviceProcess } from '../../scripts/start/service-process.mjs';

const PORT_VARIABLES = { api: 'API_PORT', worker: 'WORKER_PORT', dashboard: 'DASHBOARD_PORT' } as const;
export type ServiceProcessName = keyof typeof PORT_VARIABLES;

/** One process of the built service, which can be killed and started again on the same port. */
export class ServiceProcess {
  private child: Child | undefined;

  constructor(
    readonly name: ServiceProcessName,
    readonly port: number,
    private readonly env: NodeJS.ProcessEnv,
    private readonly log: string,
    private folder: string,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Where it tells its metrics, if it does. */
  get metricsUrl(): string {
    return `http://127.0.0.1:${this.env['METRICS_PORT'] ?? '0'}/metrics`;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.child?.isRunning() ?? false;
  }

  /**
   * Starts it and waits until it is ready.
   * @param changes of its environment, this time
   * @param folder whose built code it is, from now on
   */
  async start(changes: NodeJS.ProcessEnv = {}, folder = this.folder): Promise<void> {
    const { child, program } = await this.launched(changes, folder);
    await program.untilReady(child, new AbortController().signal);
  }

  /** As `start`, and waits for nothing: for those that are not to become ready yet. */
  async launch(folder = this.folder): Promise<void> {
    await this.launched({}, folder);
  }

  /** Whether it answers that it is ready; not while nobody listens. */
  async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
    return answer?.status === 200;
  }

  private async launched(
    changes: NodeJS.ProcessEnv,
    folder: string,
  ): Promise<{ child: Child; program: ReturnType<typeof serviceProcess> }> {
    this.folder = folder;
    const { name, url, log } = this;
    const env = { ...this.env, ...changes, [PORT_VARIABLES[name]]: `${this.port}` };
    const program = serviceProcess({ name, url, env, log, folder });
    const child = (this.child = await program.launch());
    return { child, program };
  }

  /** Sends a signal that ends it, waits until it is gone, and tells how it ended ("exit code 0"). */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<string> {
    this.signal(signal);
    return this.ended();
  }

  /** Sends a signal, and waits for nothing. SIGSTOP freezes it, SIGCONT lets it go on. */
  signal(signal: NodeJS.Signals): void {
    if (!this.isRunning) throw new Error(`${this.name} does not run`);
    process.kill(this.pid, signal);
  }

  /** Resolves when it has ended, with how. */
  async ended(): Promise<string> {
    if (this.child === undefined) throw new Error(`${this.name} has not been started`);
    return this.child.ended;
  }

  /** Stops it, if it runs. */
  async stop(): Promise<void> {
    await this.child?.stop();
  }
}
