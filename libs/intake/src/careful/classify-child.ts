import { writeSync } from 'node:fs';
import { classify, RECORD_KINDS } from '@app/domain';
import { type CarefulQuestion, PROGRESS_FD } from './child-protocol';

/**
 * The program of the child process: classifies what it is sent, and says before each item that it is about to look at it. The
 * write is synchronous: it has left the process before the item can do any harm.
 */
process.once('message', ({ kind, items, context }: CarefulQuestion) => {
  const watch = (index: number): void => {
    writeSync(PROGRESS_FD, `${index}\n`);
  };
  const steps = classify(RECORD_KINDS[kind], items, context, watch);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  process.send?.(step.value, () => {
    process.disconnect();
  });
});
