import { Refill } from './refill';

const LONGEST_MS = 10;

describe('Refill', () => {
  let told: string[][];
  let refill: Refill;
  beforeEach(() => {
    jest.useFakeTimers();
    told = [];
    refill = new Refill((partners) => told.push([...partners]));
  });
  afterEach(() => jest.useRealTimers());

  it('tells of small shards that are decided within a moment together', () => {
    refill.want('1', 'small');
    jest.advanceTimersByTime(LONGEST_MS - 1);
    for (const partner of ['2', '1']) refill.want(partner, 'small');
    expect(told).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(told).toEqual([['1', '2']]);
    jest.advanceTimersByTime(LONGEST_MS);
    expect(told).toHaveLength(1);
  });

  it('tells of a large one at once, and of those that wait with it', () => {
    refill.want('1', 'small');
    refill.want('2', 'bulk');
    expect(told).toEqual([['1', '2']]);
    jest.advanceTimersByTime(LONGEST_MS);
    expect(told).toHaveLength(1);
  });

  it('tells at once when it is asked to, if there is something', () => {
    refill.tellNow();
    expect(told).toEqual([]);
    refill.want('1', 'small');
    refill.tellNow();
    expect(told).toEqual([['1']]);
  });
});
