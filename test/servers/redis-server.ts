import fs from 'node:fs';
import path from 'node:path';
import Redis, { type RedisOptions } from 'ioredis';
import { endOfLog, startChild, type Child } from '../../scripts/embedded/child-process.mjs';
import { freePort, isPortFree } from '../../scripts/embedded/free-port.mjs';
import { redisProgram } from '../../scripts/embedded/redis-program.mjs';
import { redisSettings } from '../../scripts/embedded/redis.mjs';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';

const STARTS_WITHIN_MS = 20_000;
/** Servers of a cluster speak to one another on the port that is so much higher. */
const BUS_OFFSET = 10_000;
const HIGHEST_PORT = 65_535;

export interface RedisServerOptions {
  /** Where it keeps its data and its log; made where it is not there. */
  readonly folder: string;
  readonly port: number;
  /** Beside those that the service needs; a sentinel has none of these. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How a test reaches it, beside its port. */
  readonly reach?: RedisOptions;
  /** The text of a configuration file, which settings go before; a sentinel writes to its own. */
  readonly configuration?: string;
  readonly isSentinel?: boolean;
}

/** A Redis process of a test's own, with settings of its own. */
export interface RedisServer {
  readonly port: number;
  readonly child: Child;
  readonly log: string;
  /** A connection for tests, which ends with the server. */
  readonly redis: Redis;
  /** Kills it without a word. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** A free port whose partner for the bus of a cluster is free, too. */
export async function freeClusterPort(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (port + BUS_OFFSET <= HIGHEST_PORT && (await isPortFree(port + BUS_OFFSET))) return port;
  }
}

/** Starts a Redis process on 127.0.0.1 and waits until it answers. */
export async function startRedisServer({
  folder,
  port,
  settings = {},
  reach = {},
  configuration = '',
  isSentinel = false,
}: RedisServerOptions): Promise<RedisServer> {
  const program = await redisProgram(() => undefined);
  fs.mkdirSync(folder, { recursive: true });
  const log = path.join(folder, 'redis.log');
  const file = path.join(folder, 'redis.conf');
  fs.writeFileSync(file, configuration);
  const child = await startChild({
    name: 'redis',
    command: program.program,
    args: isSentinel
      ? [file, '--sentinel']
      : [file, ...argumentsOf({ bind: '127.0.0.1', port: `${port}`, dir: folder, ...settings })],
    log,
    cwd: folder,
    env: { ...process.env, ...program.env },
  });
  const redis = new Redis({
    host: '127.0.0.1',
    port,
    ...reach,
    maxRetriesPerRequest: null,
    retryStrategy: () => 50,
  });
  redis.on('error', () => undefined); // until it listens
  const stop = async (): Promise<void> => {
    redis.disconnect();
    await child.stop();
  };
  const answers = async (): Promise<boolean> => (await redis.ping().catch(() => '')) === 'PONG';
  const ready = waitUntil(() => redis.status === 'ready' || !child.isRunning(), {
    withinMs: STARTS_WITHIN_MS,
  });
  if (!(await ready) || !child.isRunning() || !(await answers())) {
    await stop();
    throw new Error(`Redis did not start:\n${endOfLog(log)}`);
  }
  const kill = async (): Promise<void> => {
    redis.disconnect();
    process.kill(child.pid, 'SIGKILL');
    await child.ended;
  };
  return { port, child, log, redis, kill, stop };
}

function argumentsOf(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries({ ...redisSettings, ...settings }).flatMap(([name, value]) => [
    `--${name}`,
    ...value.split(' '),
  ]);
}
