import { MigrationConfiguration } from '../config/migration-configuration';
import { type ProcessConfiguration } from '../config/process-configuration';
import { ConfigurationRefused, readInto } from '../config/read-configuration';
import { createLogger, type ProcessName } from '../logging/create-logger';
import { describeError } from '../logging/describe-error';
import { logLibraryConsole } from '../logging/library-console';
import { endWhenBlocked } from './blocked-loop/end-when-blocked';
import { stopOnSignal, type Stoppable } from './stop-on-signal';

/**
 * The life of a process of the service: reads its configuration, starts it, and stops it in order at SIGTERM or SIGINT.
 * What an operator has to correct is said in one sentence each on standard error, without a stack, with exit code 1.
 * While it runs, a thread watches that its event loop turns.
 * @param shape what it reads of the environment
 * @param start builds and starts the process; what it returns is closed at the end
 */
export async function runProcess<Shape extends ProcessConfiguration>(
  name: ProcessName,
  shape: new () => Shape,
  start: (configuration: Shape) => Promise<Stoppable>,
): Promise<void> {
  process.on('uncaughtExceptionMonitor', (error, origin) => {
    // Not Nest's logger, which there is only once the process has been built.
    createLogger(name, 'fatal').fatal({ context: 'Process', err: error }, origin);
  });
  logLibraryConsole();
  await orExplain(async () => {
    // Here, in runMigration and in what commands of an operator read (src/config) are the only places that read process.env.
    const configuration = readInto(shape, process.env);
    const running = await start(configuration);
    endWhenBlocked(name, configuration);
    stopOnSignal(running, configuration.shutdownGraceMs);
    // For a supervisor that has opened a channel, as `npm start` and PM2 do: this process is the one that listens on the port.
    process.send?.('ready');
  });
}

/** Runs a migration, which ends by itself; wrong configuration is said as in `runProcess`. */
export async function runMigration(
  migrate: (configuration: MigrationConfiguration) => Promise<void>,
): Promise<void> {
  await orExplain(() => migrate(readInto(MigrationConfiguration, process.env)));
}

async function orExplain(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const sentences = sentencesFor(error);
    if (sentences === null) throw error;
    process.stderr.write(sentences.map((sentence) => `${sentence}\n`).join(''));
    process.exit(1);
  }
}

function sentencesFor(error: unknown): readonly string[] | null {
  if (error instanceof ConfigurationRefused) return error.sentences;
  const { code, message } = describeError(error);
  // Everything else is a fault of the program or its surroundings, and its stack is wanted.
  return code === 'EADDRINUSE' || code === 'EACCES' || code === 'EADDRNOTAVAIL'
    ? [`Cannot listen: ${message}`]
    : null;
}
