import { Logger } from '@nestjs/common';
import { Metrics } from '../metrics/metrics';
import { Recoveries } from './recoveries';
import { RECOVERY_EVENTS, type RecoveryEventName } from './recovery-events';

const lines: unknown[][] = [];
const note =
  (level: string) =>
  (...args: unknown[]): void => {
    lines.push([level, ...args.slice(0, 2)]);
  };

let metrics: Metrics;
/** How often events were counted. */
async function counted(...events: RecoveryEventName[]): Promise<number[]> {
  const { text } = await metrics.read();
  return events.map((event) =>
    Number(new RegExp(`recoveries_total{event="${event}"} (\\d+)`).exec(text)?.[1]),
  );
}

describe('Recoveries', () => {
  beforeEach(() => {
    metrics = new Metrics();
    lines.length = 0;
    Logger.overrideLogger({
      log: note('info'),
      warn: note('warn'),
      error: note('error'),
      fatal: note('fatal'),
    });
  });
  afterAll(() => {
    Logger.overrideLogger(false);
  });

  it('log each event with its name, its level and its sentence, and count it', async () => {
    const recoveries = new Recoveries(metrics);
    recoveries.tell('item_set_aside', { item_index: 3 });
    recoveries.tell('shards_released_again', { shards: 4 }, 4);
    const { item_set_aside, shards_released_again } = RECOVERY_EVENTS;
    expect(lines).toEqual([
      ['error', { event: 'item_set_aside', item_index: 3 }, item_set_aside.sentence],
      ['warn', { event: 'shards_released_again', shards: 4 }, shards_released_again.sentence],
    ]);
    expect(await counted('item_set_aside', 'shards_released_again', 'loop_blocked')).toEqual([1, 4, 0]);
  });

  it('tell once that something is away, however many miss it, and once that all have it back', async () => {
    const recoveries = new Recoveries(metrics);
    const error = new Error('refused');
    const [one, other] = [{}, {}];
    recoveries.back('redis', one);
    recoveries.away('redis', one, error);
    recoveries.away('redis', one, error);
    recoveries.away('redis', other, error);
    recoveries.back('redis', one);
    expect(lines).toEqual([['warn', { event: 'redis_away', err: error }, 'Redis is away']]);
    recoveries.back('redis', other);
    recoveries.back('redis', other);
    expect(lines.slice(1)).toEqual([['info', { event: 'redis_back' }, 'Redis is back']]);
    expect(await counted('redis_away', 'redis_back', 'database_away')).toEqual([1, 1, 0]);
  });
});
