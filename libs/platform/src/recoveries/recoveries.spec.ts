import { Logger } from '@nestjs/common';
import { Recoveries } from './recoveries';
import { RECOVERY_EVENTS } from './recovery-events';

const lines: unknown[][] = [];
const note =
  (level: string) =>
  (...args: unknown[]): void => {
    lines.push([level, ...args.slice(0, 2)]);
  };

describe('Recoveries', () => {
  beforeEach(() => {
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

  it('log each event with its name, its level and its sentence, and count it', () => {
    const recoveries = new Recoveries();
    recoveries.tell('item_set_aside', { item_index: 3 });
    recoveries.tell('shards_released_again', { shards: 4 }, 4);
    const { item_set_aside, shards_released_again } = RECOVERY_EVENTS;
    expect(lines).toEqual([
      ['error', { event: 'item_set_aside', item_index: 3 }, item_set_aside.sentence],
      ['warn', { event: 'shards_released_again', shards: 4 }, shards_released_again.sentence],
    ]);
    expect(recoveries.counts()).toMatchObject({
      item_set_aside: 1,
      shards_released_again: 4,
      loop_blocked: 0,
    });
  });

  it('tell once that something is away, however many miss it, and once that all have it back', () => {
    const recoveries = new Recoveries();
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
    expect(recoveries.counts()).toMatchObject({ redis_away: 1, redis_back: 1, database_away: 0 });
  });
});
