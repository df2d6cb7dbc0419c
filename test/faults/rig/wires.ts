import { type Rewrite, WireProxy } from './wire/wire-proxy';
import { type WirePoint, WireStop } from './wire/wire-stop';

/** Which process of a rig, counted from 0 for each kind. */
export interface ProcessName {
  readonly link: 'api' | 'worker';
  readonly number: number;
}

export interface ProcessWires {
  readonly postgres: WireProxy<ProcessName>;
  readonly redis: WireProxy<ProcessName>;
}

const SERVERS = ['postgres', 'redis'] as const;

/** All proxies of a rig, and the stops that tests set on them. */
export class Wires {
  private readonly byProcess = new Map<string, ProcessWires>();
  private stops: WireStop<ProcessName>[] = [];
  private recorded: Map<string, Omit<WirePoint, 'phase'>> | undefined;

  constructor(
    private readonly urls: { readonly databaseUrl: string; readonly redisUrl: string },
    private readonly rewrites: readonly Rewrite[],
  ) {}

  /** Opens the proxies of one process. */
  async open(name: ProcessName): Promise<ProcessWires> {
    const [postgres, redis] = await Promise.all(SERVERS.map((server) => this.between(name, server)));
    if (postgres === undefined || redis === undefined) throw new Error('a process speaks to two servers');
    const wires = { postgres, redis };
    this.byProcess.set(keyOf(name), wires);
    return wires;
  }

  of(name: ProcessName): ProcessWires {
    const wires = this.byProcess.get(keyOf(name));
    if (wires === undefined) throw new Error(`${keyOf(name)} has no proxies`);
    return wires;
  }

  stopAt(point: WirePoint, toPass: number): WireStop<ProcessName> {
    const stop = new WireStop<ProcessName>(point, toPass);
    this.stops = [...this.stops.filter(({ isOver }) => !isOver), stop];
    return stop;
  }

  async recording<T>(work: () => Promise<T>): Promise<{ result: T; points: Omit<WirePoint, 'phase'>[] }> {
    const recorded = (this.recorded = new Map<string, Omit<WirePoint, 'phase'>>());
    const result = await work();
    this.recorded = undefined;
    return { result, points: [...recorded.values()] };
  }

  async stop(): Promise<void> {
    for (const { postgres, redis } of this.byProcess.values())
      await Promise.all([postgres.stop(), redis.stop()]);
  }

  private between(name: ProcessName, server: (typeof SERVERS)[number]): Promise<WireProxy<ProcessName>> {
    const url = server === 'postgres' ? this.urls.databaseUrl : this.urls.redisUrl;
    return WireProxy.between(name, server, url, {
      rewrites: this.rewrites,
      stopAt: ({ link }, point) => this.stops.find((stop) => stop.take({ link, ...point })),
      passed: ({ link }, on, command) => {
        const key = `${link} ${on} ${command}`;
        if (this.recorded?.has(key) === false) this.recorded.set(key, { link, server: on, command });
      },
    });
  }
}

function keyOf({ link, number }: ProcessName): string {
  return `${link} ${number}`;
}
