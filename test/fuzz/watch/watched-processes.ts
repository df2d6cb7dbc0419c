import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { waitUntil } from '../../../scripts/embedded/wait-until.mjs';
import { type Service } from '../../support/service';

/** A process at one moment, after its garbage was collected. */
export interface Moment {
  readonly rssMib: number;
  readonly heapMib: number;
  /** How long the event loop was late since the moment before, in milliseconds. */
  readonly delayP99Ms: number;
  readonly delayMostMs: number;
}

interface Probed {
  readonly rss: number;
  readonly heapUsed: number;
  readonly p99Ms: number;
  readonly mostMs: number;
}

const PROBE = path.join(__dirname, 'probe.cjs');
const MIB = 1024 ** 2;
const PROBED_WITHIN_MS = 10_000;

/** The folder that the probes of a run write to. */
export class Probes {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'partner-client-service-fuzz-'));

  /** Variables that load the probe into a process of the service. */
  get env(): Record<string, string> {
    return { NODE_OPTIONS: `--require "${PROBE}"`, FUZZ_PROBE_FOLDER: this.folder };
  }

  /** Asks every process of a service, by its name. */
  async moments({ pids }: Service): Promise<Record<'api' | 'worker', Moment>> {
    return { api: await this.moment(pids.api), worker: await this.moment(pids.workers[0] ?? 0) };
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private async moment(pid: number): Promise<Moment> {
    const file = path.join(this.folder, `${pid}.json`);
    fs.rmSync(file, { force: true });
    process.kill(pid, 'SIGUSR2');
    if (!(await waitUntil(() => fs.existsSync(file), { withinMs: PROBED_WITHIN_MS }))) {
      throw new Error(`process ${pid} does not say how it is`);
    }
    const { rss, heapUsed, p99Ms, mostMs } = JSON.parse(fs.readFileSync(file, 'utf8')) as Probed;
    return {
      rssMib: mib(rss),
      heapMib: mib(heapUsed),
      delayP99Ms: Math.round(p99Ms),
      delayMostMs: Math.round(mostMs),
    };
  }
}

function mib(bytes: number): number {
  return Math.round((bytes / MIB) * 10) / 10;
}
