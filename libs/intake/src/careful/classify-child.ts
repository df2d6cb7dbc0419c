import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { classify, RECORD_KINDS, type Watch } from '@app/domain';
import { type Question } from '../decide/question';
import { type Answer, DONE, PROGRESS_FD } from './child-protocol';

/** How often the thread looks whether the parent is still there, in milliseconds. */
const LOOK_EVERY_MS = 1_000;

/** A thread of its own, since the main one may never come back from an item: without the parent nobody would end this process. */
const endWithParent = new Worker(
  `const parent = process.ppid; setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, ${LOOK_EVERY_MS});`,
  { eval: true },
);
endWithParent.unref();

/**
 * The program of the child process: classifies what it is sent, and says before each item that it is about to look at it. The
 * write is synchronous: it has left the process before the item can do any harm.
 */
process.once('message', ({ kind, items, context }: Question) => {
  const threw: number[] = [];
  const watch: Watch = {
    at: (index) => {
      writeSync(PROGRESS_FD, `${index}\n`);
    },
    threw: (index) => {
      threw.push(index);
    },
  };
  const steps = classify(RECORD_KINDS[kind], items, context, watch);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  writeSync(PROGRESS_FD, `${DONE}\n`);
  const answer: Answer = { ...step.value, threw };
  process.send?.(answer, () => {
    process.disconnect();
  });
});
