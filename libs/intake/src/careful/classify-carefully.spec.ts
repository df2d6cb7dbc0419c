import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { Metrics, Recoveries } from '@app/platform';
import { type Question } from '../decide/question';
import { type CarefulAttempt, CarefulTimeOver, classifyCarefully } from './classify-carefully';
import { classifyInTime } from './classify-in-time';

jest.mock('node:child_process');

/** Stands in for a child process; the test says where it is, and when it answers and ends. */
class Child extends EventEmitter {
  pid: number | undefined = 1;
  readonly progress = new EventEmitter();
  readonly stdio = [null, null, null, this.progress];
  readonly send = jest.fn();
  readonly kill = jest.fn(() => this.emit('close'));

  constructor(signal?: AbortSignal) {
    super();
    signal?.addEventListener('abort', () => {
      this.emit('error', signal.reason);
    });
  }

  /** Looks at an item, and at no other any more. */
  dieAt(index: number): void {
    this.lookAt(index);
    this.emit('close');
  }

  lookAt(index: number): void {
    this.progress.emit('data', Buffer.from(`${index}\n`));
  }

  answer(...threw: number[]): void {
    this.progress.emit('data', Buffer.from('done\n'));
    this.emit('message', { results: [], candidates: [], threw });
    this.emit('close');
  }

  /** Indexes of the items that it was sent. */
  get asked(): number[] {
    return (this.send.mock.calls as [Question][])[0]?.[0].items.map(({ index }) => index) ?? [];
  }
}

const question = (count: number): Question => ({
  kind: 'clients',
  items: Array.from({ length: count }, (_, index) => ({ index, text: '{}', suspect: false })),
  context: { entityTypes: [], currency: 'GBP', now: new Date(0) },
});
const recoveries = new Recoveries(new Metrics());
const tell = jest.spyOn(recoveries, 'tell').mockReturnValue();
const attempt = (change: Partial<CarefulAttempt> = {}): CarefulAttempt => ({
  partnerId: '1',
  timeOver: new AbortController().signal,
  isUrgent: false,
  setAside: new Set(),
  recoveries,
  ...change,
});

describe('classifyCarefully', () => {
  const children: Child[] = [];
  /** The child that was started last. */
  const child = (): Child => {
    const last = children.at(-1);
    if (last === undefined) throw new Error('no child was started');
    return last;
  };
  beforeEach(() => {
    children.length = 0;
    tell.mockClear();
    jest.mocked(fork).mockImplementation(((_program: string, options: { signal?: AbortSignal }) => {
      children.push(new Child(options.signal));
      return child() as unknown as ChildProcess;
    }) as unknown as typeof fork);
  });

  it('has one child at a time in a process, also after one that could not be started', async () => {
    const outcomes = Promise.allSettled([1, 2, 3].map(() => classifyCarefully(question(0), attempt())));
    await turn();
    expect(children).toHaveLength(1);
    Object.assign(child(), { pid: undefined }).emit('error', new Error('no memory to start it'));
    await turn();
    expect(children).toHaveLength(2);
    child().emit('message', { results: [], candidates: [], threw: [] });
    await turn();
    expect(children).toHaveLength(2);
    child().emit('close');
    await turn();
    expect(children).toHaveLength(3);
    child().answer();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });

  it('starts one child however many items throw, and tells of each', async () => {
    const classified = classifyCarefully(question(1_000), attempt());
    await turn();
    child().answer(...Array(1_000).keys());
    expect((await classified).results).toEqual([]);
    expect(children).toHaveLength(1);
    expect(tell).toHaveBeenCalledTimes(1_000);
    expect(tell).toHaveBeenCalledWith('item_set_aside', expect.objectContaining({ item_index: 999 }));
  });

  it('begins again without an item that ended the child, with the other partners’ children between', async () => {
    const one = classifyCarefully(question(4), attempt());
    const other = classifyCarefully(question(1), attempt({ partnerId: '2' }));
    await turn();
    child().dieAt(2);
    await turn();
    expect(child().asked).toEqual([0]);
    child().answer();
    await turn();
    expect(child().asked).toEqual([0, 1, 3]);
    child().dieAt(0);
    await turn();
    child().answer(3);
    expect((await one).results).toMatchObject([
      { index: 2, state: 'Failed', problems: [{ code: 'unprocessable' }] },
      { index: 0, state: 'Failed' },
    ]);
    expect((await other).results).toEqual([]);
    expect(children).toHaveLength(4);
  });

  it('fails when the child ends and no item is to blame', async () => {
    const classified = classifyCarefully(question(1), attempt());
    await turn();
    child().lookAt(0);
    child().progress.emit('data', Buffer.from('done\n'));
    child().emit('close');
    await expect(classified).rejects.toThrow('not because of an item');
  });

  it('gives up when its time is over, and gets one item further with each attempt until all are decided', async () => {
    const setAside = new Set<number>();
    for (let index = 0; index < 3; index++) {
      const late = classifyCarefully(question(3), attempt({ setAside, timeOver: AbortSignal.abort() }));
      const outcome = expect(late).rejects.toThrow(CarefulTimeOver);
      await turn();
      child().dieAt(index);
      await outcome;
    }
    const last = classifyCarefully(question(3), attempt({ setAside, timeOver: AbortSignal.abort() }));
    await turn();
    expect(child().asked).toEqual([]);
    child().answer();
    expect((await last).results.map(({ index, state }) => [index, state])).toEqual([
      [0, 'Failed'],
      [1, 'Failed'],
      [2, 'Failed'],
    ]);
    expect(children).toHaveLength(4);
  });

  describe('by the clock', () => {
    beforeEach(() => {
      jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    it('ends a child whose item takes 5 s', async () => {
      const classified = classifyCarefully(question(3), attempt());
      await turn();
      child().lookAt(1);
      jest.advanceTimersByTime(4_999);
      expect(child().kill).not.toHaveBeenCalled();
      jest.advanceTimersByTime(1);
      await turn();
      expect(child().asked).toEqual([0, 2]);
      child().answer();
      await classified;
    });

    it('ends a child that takes 60 s for all items together, because of the slowest', async () => {
      const classified = classifyCarefully(question(20), attempt());
      await turn();
      const all = Array.from({ length: 20 }, (_, index) => index);
      for (const index of all) {
        child().lookAt(index);
        jest.advanceTimersByTime(index === 2 ? 4_000 : 3_000);
        await turn();
      }
      expect(children).toHaveLength(2);
      expect(child().asked).toEqual(all.filter((index) => index !== 2));
      child().answer();
      await classified;
    });
  });

  it('lets a request that waits for its turn, or whose child is at it, go with 503 when its time is over', async () => {
    const time = new AbortController();
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(time.signal);
    const two = [1, 2].map(() => classifyInTime('1', question(1), recoveries));
    const refused = two.map((one) => expect(one).rejects.toMatchObject({ code: 'no_room', retryAfterS: 30 }));
    await turn();
    expect(timeout).toHaveBeenCalledWith(20_000);
    time.abort(new Error('over'));
    await Promise.all(refused);
    expect(children).toHaveLength(1);
    expect(child().kill).toHaveBeenCalled();
    timeout.mockRestore();
  });
});
