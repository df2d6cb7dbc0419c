import { fork } from 'node:child_process';
import { join } from 'node:path';
import { type Question } from '../decide/question';
import { type Answer, DONE, PROGRESS_FD } from './child-protocol';

/** An item that takes longer is taken for one that never ends; the largest possible item takes about a second. */
const ITEM_DEADLINE_MS = 5_000;
/**
 * The same for all items of a child together: the largest shard takes about two seconds, with the start of the child. Far above that, since
 * none of them need be the cause on a machine that is overloaded.
 */
const CHILD_DEADLINE_MS = 60_000;
/**
 * Memory that the child may use: an item that wants more dies with the child instead of the worker. The largest possible item is a whole body,
 * and takes several times its size. One child at a time has it, beside the process itself: together they must fit the container's limit
 * (docs/deploying.md), since the kernel ends a container as a whole, the worker with its child.
 */
export const CHILD_HEAP_MIB = 768;

const CHILD = join(__dirname, 'classify-child.js');

/** What became of a child. */
export interface ChildOutcome {
  readonly answer: Answer | null;
  /** The item that ended it; null when it was none. */
  readonly blamed: number | null;
}

/**
 * Has a child process classify.
 * @param signal ends the child
 * @throws an error of its start, or the signal's
 */
export function askChild(question: Question, signal?: AbortSignal): Promise<ChildOutcome> {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${CHILD_HEAP_MIB}`],
      // Not its standard error: what Node prints about an uncaught error is no JSON, and may quote the item.
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'ipc'],
      killSignal: 'SIGKILL',
      ...(signal !== undefined && { signal }),
    });
    let answer: Answer | null = null;
    const progress = new Progress();
    let isOverdue = false;
    const itemDeadline = setTimeout(() => child.kill('SIGKILL'), ITEM_DEADLINE_MS);
    const deadline = setTimeout(() => {
      isOverdue = true;
      child.kill('SIGKILL');
    }, CHILD_DEADLINE_MS);
    const clear = (): void => {
      clearTimeout(itemDeadline);
      clearTimeout(deadline);
    };
    child.stdio[PROGRESS_FD]?.on('data', (chunk: Buffer) => {
      itemDeadline.refresh();
      progress.read(chunk);
    });
    child.once('message', (message) => {
      answer = message as Answer;
    });
    let failure: Error | undefined;
    child.on('error', (error) => {
      failure ??= error;
      clear();
      child.kill('SIGKILL');
      // One that was never started does not close.
      if (child.pid === undefined) reject(error);
    });
    // Not 'exit': only then has everything that the child wrote arrived. Nor before it: the next one would have its memory beside this one's.
    child.once('close', () => {
      clear();
      if (failure !== undefined) reject(failure);
      else resolve({ answer, blamed: isOverdue ? progress.slowest() : progress.at });
    });
    child.send(question);
  });
}

/** What a child has said of where it is. */
class Progress {
  /** The item that it is at; null before the first and behind the last one. */
  at: number | null = null;
  private unfinishedLine = '';
  private sinceMs = performance.now();
  private longest: { readonly at: number; readonly ms: number } | null = null;

  read(chunk: Buffer): void {
    const lines = (this.unfinishedLine + chunk.toString('latin1')).split('\n');
    this.unfinishedLine = lines.pop() ?? '';
    const last = lines.at(-1);
    if (last === undefined) return;
    this.note();
    this.at = last === DONE ? null : Number(last);
  }

  /** The item that it was at for longest. */
  slowest(): number | null {
    this.note();
    return this.longest?.at ?? null;
  }

  private note(): void {
    const nowMs = performance.now();
    const ms = nowMs - this.sinceMs;
    this.sinceMs = nowMs;
    if (this.at !== null && ms > (this.longest?.ms ?? -1)) this.longest = { at: this.at, ms };
  }
}
