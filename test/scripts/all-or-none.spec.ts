import { setTimeout as pause } from 'node:timers/promises';
import { allOrNone } from '../../scripts/start/all-or-none.mjs';

const never = new AbortController().signal;

/** Ends only when it is told to, and notes that. */
function endless(ends: string[]): (ended: AbortSignal) => Promise<unknown> {
  return async (ended) => {
    await pause(60_000, undefined, { signal: ended }).catch(() => ends.push('ended'));
    ended.throwIfAborted();
  };
}

describe('all or none', () => {
  it('gives the results in the order of the tasks', async () => {
    const tasks = [(): Promise<string> => pause(20, 'slow'), (): Promise<string> => pause(1, 'fast')];
    expect(await allOrNone(never, tasks)).toEqual(['slow', 'fast']);
  });

  it('ends the others when one fails, and says why that one did', async () => {
    const ends: string[] = [];
    const fails = (): Promise<never> => pause(1).then(() => Promise.reject(new Error('no Redis')));
    await expect(allOrNone(never, [endless(ends), fails])).rejects.toThrow('no Redis');
    expect(ends).toEqual(['ended']);
  });

  it('does not begin what comes after one that fails at once', async () => {
    const begun: string[] = [];
    const refuses = (): Promise<never> => Promise.reject(new Error('wrong name'));
    const next = (): Promise<number> => Promise.resolve(begun.push('next'));
    await expect(allOrNone(never, [refuses, next])).rejects.toThrow('wrong name');
    expect(begun).toEqual([]);
  });

  it('ends when it is stopped', async () => {
    const [stopped, ends]: [AbortController, string[]] = [new AbortController(), []];
    const all = allOrNone(stopped.signal, [endless(ends), endless(ends)]);
    setTimeout(() => {
      stopped.abort();
    }, 20);
    await expect(all).rejects.toThrow(/abort/);
    expect(ends).toEqual(['ended', 'ended']);
  });
});
