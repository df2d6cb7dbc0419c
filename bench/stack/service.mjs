import path from 'node:path';
import { freePort } from '../../scripts/embedded/free-port.mjs';
import { migrate } from '../../scripts/start/migrate.mjs';
import { freshSecrets } from '../../scripts/start/secrets.mjs';
import { serviceEnvironment } from '../../scripts/start/service-environment.mjs';
import { serviceProcess } from '../../scripts/start/service-process.mjs';
import { compiled } from './compiled.mjs';
import { createDatabase, dropDatabase, inDatabase } from './database.mjs';
import { openPartner } from './partner.mjs';
import { watchOutcomes } from './service-outcome.mjs';

/** Login roles belong to the whole server, so all services of a run share their passwords. */
const secrets = freshSecrets();
let services = 0;

const PORTS = { api: 'API_PORT', worker: 'WORKER_PORT', dashboard: 'DASHBOARD_PORT' };

/** Looking seldom leaves the machine to the service; the commit time is exact however late it is read. */
const LOOK_EVERY_MS = 20;

/**
 * The built service in a database of its own, with the shipped configuration.
 * @typedef {Awaited<ReturnType<typeof prepareService>>} Service
 */

/**
 * Makes a database with its partners, and starts nothing yet.
 * @param {import('./contestant.mjs').Servers} servers
 * @param {{ partners?: number }} [options]
 */
export async function prepareService(servers, { partners = 2 } = {}) {
  const name = `service_${++services}`;
  const ownerUrl = inDatabase(servers.ownerUrl, name);
  const databaseUrl = inDatabase(servers.adminUrl, name);
  await createDatabase(servers.adminUrl, name, new URL(ownerUrl).username);
  const environment = serviceEnvironment({
    // Nothing of the caller's environment: the defaults are what is measured.
    given: { PATH: process.env.PATH },
    databaseUrl: ownerUrl,
    redisUrl: servers.redisUrl,
    secrets,
  });
  await migrate(ownerUrl, environment);
  const credentials = await registerPartners(ownerUrl, partners);
  const outcomes = await watchOutcomes(databaseUrl);
  const apiPorts = [await freePort()];
  const children = [];

  async function startProcess(kind, ownPort, more = {}) {
    const started = serviceProcess({
      name: kind,
      url: `http://127.0.0.1:${ownPort}`,
      env: {
        ...environment,
        // Queues of several services in one Redis must not mix.
        QUEUE_PREFIX: `{${name}}`,
        ...more,
        [PORTS[kind]]: `${ownPort}`,
      },
      log: path.join(servers.folder, `${name}-${kind}.log`),
    });
    const child = await started.launch();
    children.push(child);
    await started.untilReady(child, new AbortController().signal);
    return child;
  }

  const service = {
    databaseUrl,
    outcomes,
    startApi: () => startProcess('api', apiPorts[0]),
    /** Starts APIs until there are so many, each on a port of its own. @param {number} count */
    async haveApis(count) {
      for (let n = apiPorts.length; n < count; n++) {
        apiPorts.push(await freePort());
        await startProcess('api', apiPorts[n]);
      }
    },
    startWorker: async () => startProcess('worker', await freePort()),
    /** Starts or stops workers until there are so many. @param {number} count */
    async haveWorkers(count) {
      const running = children.filter(({ name: kind }) => kind === 'worker');
      for (const worker of running.slice(count)) {
        children.splice(children.indexOf(worker), 1);
        await worker.stop();
      }
      for (let n = running.length; n < count; n++) await service.startWorker();
    },
    /**
     * Starts a dashboard, with a user of its own.
     * @returns {Promise<{ url: string, name: string, password: string, stop: () => Promise<void> }>}
     */
    async startDashboard() {
      const { userEntry } = compiled('apps/dashboard/src/access/user-entry');
      const [user, password] = ['looker', secrets.dashboardPassword];
      const dashboardPort = await freePort();
      const child = await startProcess('dashboard', dashboardPort, {
        DASHBOARD_USERS: await userEntry(user, 'viewer', password),
      });
      const stop = async () => {
        children.splice(children.indexOf(child), 1);
        await child.stop();
      };
      return { url: `http://127.0.0.1:${dashboardPort}`, name: user, password, stop };
    },
    /** Its processes by name: `api`, `worker`, `dashboard`. */
    processes: () => children.map(({ name: kind, pid }) => ({ name: kind, pid })),
    /**
     * A registered partner, with a token.
     * @param {number} position from 0; ids are given in the order of registration, from 1
     * @param {number} api which one it speaks to, from 0
     */
    partner: (position = 0, api = 0) =>
      openPartner(`http://127.0.0.1:${apiPorts[api]}`, credentials[position], (id) =>
        outcomes.sent(id, position + 1),
      ),
    /** Stops the processes and drops the database. */
    async stop() {
      // API, then workers: what is accepted is decided or waits, and nobody cares any more.
      await Promise.all(children.splice(0).map((child) => child.stop()));
      await outcomes.end();
      await dropDatabase(servers.adminUrl, name);
    },
  };
  return service;
}

/**
 * Starts a service: an API and worker processes.
 * @param {import('./contestant.mjs').Servers} servers
 * @param {{ workers?: number, partners?: number }} [options]
 * @returns {Promise<Service>}
 */
export async function startService(servers, { workers = 1, partners } = {}) {
  const service = await prepareService(servers, { partners });
  try {
    await service.startApi();
    for (let n = 0; n < workers; n++) await service.startWorker();
  } catch (error) {
    await service.stop();
    throw error;
  }
  return service;
}

/**
 * One partner's route of a running service as a contestant.
 * @param {Service} service
 * @param {import('./partner.mjs').Partner} partner
 * @param {'clients' | 'revenue-claims' | 'clients-with-claims'} kind
 * @returns {import('./contestant.mjs').Started}
 */
export function routeOf(service, partner, kind) {
  return {
    submit: (body) => partner.submit(kind, body),
    async decided(ids) {
      const { decidedAtMs, counts } = await service.outcomes.outcome(ids, LOOK_EVERY_MS);
      if (counts.failed + counts.conflict > 0)
        throw new Error(`items were refused: ${JSON.stringify(counts)}`);
      return new Date(decidedAtMs);
    },
    pids: () => service.processes().map(({ pid }) => pid),
    stop: () => service.stop(),
  };
}

async function registerPartners(ownerUrl, count) {
  const { registerPartner } = compiled('libs/persistence/src/index');
  const partners = Array.from({ length: count }, (_, n) => ({
    name: `Partner ${n}`,
    currency: 'GBP',
    clientId: `partner-${n}`,
    clientSecret: secrets.demoPaymentsSecret,
  }));
  for (const partner of partners) await registerPartner(ownerUrl, partner);
  return partners;
}
