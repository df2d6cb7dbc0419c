import { type ShardQueues } from '@app/queue';
import { Sweep } from './sweep';

const INTERVAL_MS = 1_000;

describe('Sweep', () => {
  let isFree: boolean;
  let held: [turn: string, ms: number][];
  let sweep: Sweep;
  beforeEach(() => {
    isFree = true;
    held = [];
    const turns = {
      takeTurn: () => Promise.resolve(isFree),
      holdTurn: (turn: string, ms: number) => Promise.resolve(void held.push([turn, ms])),
    };
    sweep = new Sweep(turns as unknown as ShardQueues, INTERVAL_MS);
  });

  it('goes on behind its last page, and keeps its turn however many pages there are', async () => {
    sweep.want();
    expect(await sweep.nextPage()).toBe('0');
    expect(held).toEqual([]);
    await sweep.pageDone('500', 10);
    expect([sweep.isWanted, await sweep.nextPage()]).toEqual([true, '500']);
    expect(held).toEqual([['sweep', INTERVAL_MS]]);
    await sweep.pageDone(null, 10);
    expect(sweep.isWanted).toBe(false);
  });

  it('leaves it where another process has the turn', async () => {
    isFree = false;
    sweep.want();
    expect(await sweep.nextPage()).toBeNull();
    expect(sweep.isWanted).toBe(false);
  });

  it('holds the turn after a long look, so that it takes a fifth of the time at most', async () => {
    sweep.want();
    await sweep.nextPage();
    await sweep.pageDone(null, 500);
    expect(held).toEqual([['sweep', 2_000]]);
  });
});
