import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { compiled } from '../stack/compiled.mjs';

/**
 * The release that is shipped, on a database and queues of its own: its SQL with its role, and Bull.
 * @param {NodeJS.ProcessEnv} environment a process of the service's
 */
export async function shippedRelease(environment) {
  const { DataSource } = await import('typeorm');
  const { dataSourceOptions } = compiled('libs/persistence/src/connections/data-sources');
  const { HandOut, TraceContexts } = compiled('libs/persistence/src/index');
  const { ShardQueues } = compiled('libs/queue/src/index');
  const { ReleaseShards } = compiled('libs/intake/src/index');
  const { readConfiguration } = compiled('libs/platform/src/index');
  const configuration = readConfiguration(environment);
  const options = dataSourceOptions('release', configuration.releaseDatabaseUrl, 2);
  const dataSource = await new DataSource(options).initialize();
  const events = {};
  const recoveries = {
    away: (what) => (events[`${what}_away`] = (events[`${what}_away`] ?? 0) + 1),
    back: () => undefined,
    tell(event, { err } = {}) {
      const name = err === undefined ? event : `${event}: ${err.message}`;
      events[name] = (events[name] ?? 0) + 1;
    },
  };
  const calls = { changed: [], page: [] };
  const timed = async (kind, call) => {
    const begun = performance.now();
    const result = await call();
    if (result !== null) calls[kind].push(performance.now() - begun);
    return result;
  };
  const handOut = new HandOut(dataSource);
  const timedHandOut = {
    ofPartners: (...args) => timed('changed', () => handOut.ofPartners(...args)),
    ofPage: (...args) => timed('page', () => handOut.ofPage(...args)),
    takeBack: (shards) => handOut.takeBack(shards),
  };
  const queues = new ShardQueues(configuration, recoveries);
  if (!(await waitUntil(() => queues.available, { withinMs: 10_000 })))
    throw new Error('Redis does not answer');
  const metrics = { count: () => undefined };
  const release = new ReleaseShards(
    configuration,
    timedHandOut,
    queues,
    recoveries,
    metrics,
    new TraceContexts(dataSource),
  );
  const beat = setInterval(() => release.requestSweep(), configuration.releaseIntervalMs);
  return {
    release,
    queues,
    /** Milliseconds of each call in PostgreSQL: of partners for whom something changed, and of a sweep's pages. */
    calls,
    /** What it had to recover from, by event. */
    events,
    async stop() {
      clearInterval(beat);
      await release.idle();
      await queues.onApplicationShutdown();
      await dataSource.destroy();
    },
  };
}
