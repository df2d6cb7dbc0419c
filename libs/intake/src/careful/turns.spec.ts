import { setImmediate as turn } from 'node:timers/promises';
import { Turns } from './turns';

/** Work whose end the test says; `begun` is the order in which works were let go. */
function works() {
  const turns = new Turns();
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const take = (partnerId: string, name: string, signal?: AbortSignal): Promise<void> =>
    turns.take(
      partnerId,
      () => {
        begun.push(name);
        return new Promise((resolve) => ends.push(resolve));
      },
      signal,
    );
  const endOne = async (): Promise<void> => {
    ends.shift()?.();
    await turn();
  };
  return { take, endOne, begun };
}

describe('turns', () => {
  it('are taken one at a time, and by partners in turn', async () => {
    const { take, endOne, begun } = works();
    const all = [take('a', 'a1'), take('a', 'a2'), take('a', 'a3'), take('b', 'b1'), take('c', 'c1')];
    await turn();
    expect(begun).toEqual(['a1']);
    await endOne();
    expect(begun).toEqual(['a1', 'a2']);
    all.push(take('b', 'b2'));
    for (let n = 0; n < 4; n++) await endOne();
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2']);
    await endOne();
    await Promise.all(all);
  });

  it('go on behind work that fails', async () => {
    const turns = new Turns();
    await expect(turns.take('a', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    await expect(turns.take('a', () => Promise.resolve(1))).resolves.toBe(1);
  });

  it('are not waited for any longer than a signal says', async () => {
    const { take, endOne, begun } = works();
    const [gone, over] = [new AbortController(), new Error('over')];
    const first = take('a', 'a1');
    const given = [take('b', 'b1', gone.signal), take('a', 'a2', gone.signal)];
    const after = take('a', 'a3', new AbortController().signal);
    gone.abort(over);
    for (const one of [...given, take('c', 'c1', gone.signal)]) await expect(one).rejects.toBe(over);
    await endOne();
    expect(begun).toEqual(['a1', 'a3']);
    await endOne();
    await Promise.all([first, after]);
  });
});
