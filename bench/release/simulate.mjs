import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { addBacklogs, fillBacklogs, zipfBacklogs } from './backlogs.mjs';
import { startDeciding } from './deciding.mjs';
import { sampleQueue } from './sample-queue.mjs';
import { shippedRelease } from './shipped-release.mjs';
import { summary } from './summary.mjs';

const QUEUE_PREFIX = '{simulated}';
const NEWCOMER_EVERY_MS = 250;
/** Above what the first round of everybody takes at these rates, on a busy machine. */
const TIMES_AS_LONG = 10;
const AT_LEAST_MS = 120_000;

/**
 * Lets the release of the service serve partners with very different backlogs, while shards are decided at a fixed rate.
 * @param {{ databaseUrl: string, redisUrl: string, environment: NodeJS.ProcessEnv }} servers a migrated, empty database
 * @param {{ partners: number, newcomers: number, largest: number, perS: { small: number, bulk: number }, seconds: number }} options
 * @param {(text: string) => void} say
 */
export async function simulate({ databaseUrl, redisUrl, environment }, options, say) {
  const { partners, newcomers, largest, perS, seconds } = options;
  const backlogs = zipfBacklogs({ partners, largest });
  say(`inserting ${backlogs.reduce((sum, { shards }) => sum + shards, 0)} shards of ${partners} partners`);
  // Newcomers have an account, and nothing waiting yet.
  const late = Array.from({ length: newcomers }, (_, n) => newcomer(partners + 1 + n));
  await fillBacklogs(databaseUrl, [...backlogs, ...late.map((each) => ({ ...each, shards: 0 }))]);

  const waits = new Map();
  const begunMs = performance.now();
  const since = new Map(backlogs.map(({ id }) => [`${id}`, begunMs]));
  let decided = 0;
  const service = await shippedRelease({ ...environment, QUEUE_PREFIX });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const deciding = startDeciding(
    { databaseUrl, redisUrl, queuePrefix: QUEUE_PREFIX, perS },
    (partnerId, lane) => {
      if (!waits.has(partnerId))
        waits.set(partnerId, { ms: performance.now() - since.get(partnerId), behind: decided });
      decided++;
      service.release.requestRefill(partnerId, lane);
    },
  );
  const sampling = sampleQueue({ client, redisUrl, queues: service.queues });
  service.release.requestSweep();
  say('releasing');
  try {
    const deadlineMs = begunMs + Math.max(AT_LEAST_MS, TIMES_AS_LONG * seconds * 1000);
    for (const each of late) {
      await pause(NEWCOMER_EVERY_MS);
      await addBacklogs(client, [each]);
      since.set(`${each.id}`, performance.now());
      service.release.request(`${each.id}`);
    }
    const isOver = () =>
      performance.now() > deadlineMs ||
      (waits.size === since.size && performance.now() > begunMs + seconds * 1000);
    while (!isOver()) await pause(NEWCOMER_EVERY_MS);
  } finally {
    await deciding.stop();
    await sampling.stop();
    await service.stop();
    await client.end();
  }
  const { calls, events } = service;
  const ranS = (performance.now() - begunMs) / 1000;
  return summary({ options, backlogs, late, waits, samples: sampling.samples, calls, events, decided, ranS });
}

function newcomer(id) {
  return { id, items: 1, shardItems: 1, shards: 1 };
}
