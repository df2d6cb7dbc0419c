import path from 'node:path';
import { freePort } from '../embedded/free-port.mjs';
import { dashboardUser } from './dashboard-user.mjs';
import { registerDemoPartners } from './demo-partners.mjs';
import { keptProcesses } from './kept-processes.mjs';
import { migrate } from './migrate.mjs';
import { logFolder, prepare } from './prepare.mjs';
import { stackSecrets } from './secrets.mjs';
import { embeddedPostgres, embeddedRedis } from './servers.mjs';
import { serviceEnvironment } from './service-environment.mjs';
import { serviceProcess } from './service-process.mjs';
import { showErrors } from './show-errors.mjs';
import { removeStackFile, writeStackFile } from './stack-file.mjs';

const logOf = (name) => path.join(logFolder, `${name}.log`);

/** An address to connect to, from one to listen on. */
function urlOf(host, port) {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

/** PostgreSQL and Redis, at the same time: the user's own where DATABASE_URL and REDIS_URL name them, else embedded ones. */
async function startServers(processes, redisProgram, secrets, say) {
  const postgres = process.env.DATABASE_URL ? null : await embeddedPostgres(logOf('postgres'), say);
  const redis = redisProgram === null ? null : await embeddedRedis(redisProgram, logOf('redis'));
  const names = [postgres && 'PostgreSQL', redis && 'Redis', 'API'].filter((name) => name !== null);
  say(`starting ${names.join(', ')}, worker and dashboard …`);
  await processes.keep(...[postgres, redis].filter((server) => server !== null));
  return {
    databaseUrl: postgres === null ? process.env.DATABASE_URL : await ownerUrl(postgres, secrets),
    redisUrl: redis?.url ?? process.env.REDIS_URL,
  };
}

async function ownerUrl(postgres, secrets) {
  // Imported late, since it needs an installed package.
  const { ensureOwner } = await import('../embedded/postgres-owner.mjs');
  return ensureOwner(postgres.superuserUrl(), secrets.ownerPassword);
}

/** Worker, API and dashboard, at the same time. */
async function startService(processes, prepared, env, say) {
  const { apiHost, apiPort, dashboardHost, dashboardPort, inspectPorts } = prepared;
  const workerHost = process.env.WORKER_HOST || '127.0.0.1';
  const workerPort = Number(process.env.WORKER_PORT) || (await freePort(workerHost));
  const ports = {
    API_HOST: apiHost,
    API_PORT: `${apiPort}`,
    WORKER_HOST: workerHost,
    WORKER_PORT: `${workerPort}`,
    DASHBOARD_HOST: dashboardHost,
    DASHBOARD_PORT: `${dashboardPort}`,
  };
  const urls = {
    worker: urlOf(workerHost, workerPort),
    api: urlOf(apiHost, apiPort),
    dashboard: urlOf(dashboardHost, dashboardPort),
  };
  const metricsPorts = { worker: await freePort(), api: await freePort(), dashboard: await freePort() };
  await processes.keep(
    ...Object.entries(urls).map(([name, url]) =>
      serviceProcess({
        name,
        url,
        env: { ...env, ...ports, METRICS_HOST: '127.0.0.1', METRICS_PORT: `${metricsPorts[name]}` },
        log: logOf(name),
        showErrors: showErrors({ name, log: logOf(name), say }),
        inspectPort: inspectPorts?.[name],
      }),
    ),
  );
  const metricsOf = (name) => `${urlOf('127.0.0.1', metricsPorts[name])}/metrics`;
  return {
    ...urls,
    metrics: { api: metricsOf('api'), worker: metricsOf('worker'), dashboard: metricsOf('dashboard') },
  };
}

/**
 * The whole service of this checkout, from whatever there is to .local/stack.json: installs, builds, starts PostgreSQL
 * and Redis, migrates, starts worker, API and dashboard, registers the demo partners. A process that ends is started again.
 * @param {(text: string) => void} say
 * @param {{ inspectPorts?: { api: number, worker: number } }} [options] inspectPorts: where a debugger reaches API and worker
 */
export function stackOfCheckout(say, { inspectPorts } = {}) {
  const processes = keptProcesses(say);
  const stopped = new AbortController();
  let preparing = Promise.resolve();
  let published = false;
  return {
    /** @returns {Promise<{ stack: import('./stack-file.mjs').Stack, workerUrl: string }>} when all is ready */
    async start() {
      preparing = prepare(say, stopped.signal);
      const prepared = { ...(await preparing), inspectPorts };
      const secrets = stackSecrets();
      const { databaseUrl, redisUrl } = await startServers(processes, prepared.redis, secrets, say);
      const env = serviceEnvironment({ given: process.env, databaseUrl, redisUrl, secrets });
      const [{ users, login }] = await Promise.all([
        dashboardUser(process.env, secrets),
        migrate(databaseUrl, env),
      ]);
      const [urls, partners] = await Promise.all([
        startService(processes, prepared, { ...env, DASHBOARD_USERS: users }, say),
        process.env.DATABASE_URL ? [] : registerDemoPartners(databaseUrl, secrets),
      ]);

      stopped.signal.throwIfAborted();
      const describe = () => {
        const { api, worker, dashboard, postgres = null, redis = null } = processes.pids();
        const pids = { api, worker, dashboard, postgres, redis };
        const { metrics } = urls;
        return {
          api: urls.api,
          dashboard: urls.dashboard,
          ...login,
          metrics,
          databaseUrl,
          redisUrl,
          pids,
          partners,
        };
      };
      processes.onRestart(() => writeStackFile(describe()));
      writeStackFile(describe());
      published = true;
      return { stack: describe(), workerUrl: urls.worker };
    },

    /** Ends API, worker and dashboard and starts what dist/ holds now. */
    restartService: () => processes.restart(['worker', 'api', 'dashboard']),

    /** Stops dashboard, API, worker, Redis, PostgreSQL; can be called at any time, also before the start has ended. */
    async stop() {
      // Not the file of another stack, for whose sake this one did not start.
      if (published) removeStackFile();
      stopped.abort();
      await Promise.allSettled([preparing]);
      await processes.stop();
    },
  };
}
