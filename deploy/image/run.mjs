/**
 * `run.mjs NAME …`: becomes one of the service's processes; the entry point of the image. What follows the name belongs to the program.
 * It runs in this process, so that nothing stands between it and the signals.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { processes } from './processes.mjs';

// The kernel drops a signal for process 1 that nobody listens to: without this a process that is still starting could not be stopped.
for (const [signal, exitCode] of Object.entries({ SIGTERM: 143, SIGINT: 130 })) {
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) process.exit(exitCode);
  });
}

const [name = '', ...words] = process.argv.slice(2);
const program = Object.hasOwn(processes, name) ? processes[name].program : undefined;
if (program === undefined) {
  console.error(`The command must begin with one of ${Object.keys(processes).join(', ')}.`);
  process.exit(2);
}
const file = path.resolve(import.meta.dirname, '../..', program);
process.argv.splice(1, process.argv.length, file, ...words);
await import(pathToFileURL(file).href);
