import Bull from 'bull';
import { readConfiguration, type Recoveries } from '../../libs/platform/src';
import { ShardQueues } from '../../libs/queue/src';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { sharedServers } from '../support/shared-servers';
import { SOON_MS } from '../support/soon';

const PREFIX = '{paused-queue}';
const DATABASE = 'postgres://nobody@127.0.0.1/nothing';

describe('a queue that an operator has paused', () => {
  let queues: ShardQueues;
  let small: Bull.Queue;
  beforeAll(async () => {
    const { redisUrl } = sharedServers();
    const configuration = readConfiguration({
      REDIS_URL: redisUrl,
      QUEUE_PREFIX: PREFIX,
      PARTNER_PATH_DATABASE_URL: DATABASE,
      RELEASE_DATABASE_URL: DATABASE,
      AUTH_DATABASE_URL: DATABASE,
      TOKEN_SIGNING_KEY: 'A'.repeat(43),
    });
    const recoveries = { away: () => undefined, back: () => undefined } as unknown as Recoveries;
    queues = new ShardQueues(configuration, recoveries);
    small = new Bull('small', redisUrl, { prefix: PREFIX });
    expect(await waitUntil(() => queues.available, { withinMs: SOON_MS })).toBe(true);
  });
  afterAll(async () => {
    await small.obliterate({ force: true });
    await small.close();
    await queues.onApplicationShutdown();
  });

  const jobs = (from: number) =>
    [0, 1].map((n) => ({
      lane: 'small' as const,
      job: { partnerId: '1', batchId: `${from + n}`, shard: 0, attempt: 1 },
    }));

  it('is as full as before for the release, which fills it no further than one that runs', async () => {
    await queues.add(jobs(1));
    expect(await queues.waiting()).toEqual({ small: 2, bulk: 0 });
    await small.pause();
    await queues.add(jobs(3));
    expect(await queues.waiting()).toEqual({ small: 4, bulk: 0 });
  });
});
