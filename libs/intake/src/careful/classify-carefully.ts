import { fork } from 'node:child_process';
import { join } from 'node:path';
import { type Classified, decide, type ItemResult, unprocessable } from '@app/domain';
import { type Recoveries } from '@app/platform';
import { type Question } from '../decide/question';
import { DONE, PROGRESS_FD } from './child-protocol';

/** An item that takes longer is taken for one that never ends; the largest possible item takes about a second. */
const ITEM_DEADLINE_MS = 5_000;
/**
 * Memory that the child may use: an item that wants more dies with the child instead of the worker. The largest possible item is a whole body,
 * and takes several times its size. One child at a time has it, beside the process itself: together they must fit the container's limit
 * (docs/deploying.md), since the kernel ends a container as a whole, the worker with its child.
 */
export const CHILD_HEAP_MIB = 768;

const CHILD = join(__dirname, 'classify-child.js');

/** The child that was asked for last in this process; resolved once it has ended. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Classifies items of which one has made a process throw, hang or die before: in a child process that reports the item it is at.
 * An item that ends the child is set aside as unprocessable, and the others begin again without it (docs/architecture.md,
 * invariant 7).
 */
export async function classifyCarefully(question: Question, recoveries: Recoveries): Promise<Classified> {
  const setAside: ItemResult[] = [];
  let items = question.items;
  for (;;) {
    const outcome = await inTurn(() => askChild({ ...question, items }));
    if (outcome.answer !== null) {
      return { ...outcome.answer, results: [...outcome.answer.results, ...setAside] };
    }
    const { at } = outcome;
    if (at === null) throw new Error('the child process ended, and not because of an item');
    recoveries.tell('item_set_aside', { item_index: at, why: 'it ended the process that looked at it' });
    setAside.push(unprocessableItem(at));
    items = items.filter(({ index }) => index !== at);
  }
}

/** The result of an item that cannot be processed. Its key is not known for sure. */
export function unprocessableItem(index: number): ItemResult {
  return { index, key: null, state: decide('unprocessable'), problems: [unprocessable()] };
}

interface ChildOutcome {
  readonly answer: Classified | null;
  /** The item that the child was at when it ended; null before the first and behind the last one. */
  readonly at: number | null;
}

function inTurn<T>(ask: () => Promise<T>): Promise<T> {
  const turn = before.then(ask);
  before = turn.catch(() => undefined);
  return turn;
}

function askChild(question: Question): Promise<ChildOutcome> {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${CHILD_HEAP_MIB}`],
      // Not its standard error: what Node prints about an uncaught error is no JSON, and may quote the item.
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'ipc'],
    });
    let answer: Classified | null = null;
    let at: number | null = null;
    const deadline = setTimeout(() => child.kill('SIGKILL'), ITEM_DEADLINE_MS);
    let unfinishedLine = '';
    child.stdio[PROGRESS_FD]?.on('data', (chunk: Buffer) => {
      deadline.refresh();
      const lines = (unfinishedLine + chunk.toString('latin1')).split('\n');
      unfinishedLine = lines.pop() ?? '';
      const last = lines.at(-1);
      if (last !== undefined) at = last === DONE ? null : Number(last);
    });
    child.once('message', (message) => {
      answer = message as Classified;
    });
    child.on('error', (error) => {
      clearTimeout(deadline);
      child.kill('SIGKILL');
      reject(error);
    });
    // Not 'exit': only then has everything that the child wrote arrived.
    child.once('close', () => {
      clearTimeout(deadline);
      resolve({ answer, at });
    });
    child.send(question);
  });
}
