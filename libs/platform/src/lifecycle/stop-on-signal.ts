import { Logger } from '@nestjs/common';

/** Something that ends in order: in-flight work first, then its connections. Nest applications are. */
export interface Stoppable {
  close(): Promise<void>;
}

/**
 * Closes the process at SIGTERM or SIGINT: exit code 0 when everything ended within the grace time, else 1. Further
 * signals change nothing, since a group signal and a supervisor's own often arrive together.
 * @param graceMs milliseconds until the end is forced
 */
export function stopOnSignal(stoppable: Stoppable, graceMs: number): void {
  const log = new Logger('Shutdown');
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    log.log({ signal }, 'stopping');
    setTimeout(() => {
      log.error({ grace_ms: graceMs }, 'did not stop within the grace time');
      process.exit(1);
    }, graceMs).unref();
    // Libraries leave promises behind that fail with their connections: Bull that of a connection's name, where Redis has not answered
    // it yet. Such a one must not end the process before its work is handed back.
    process.on('unhandledRejection', (error) => {
      log.warn({ err: error }, 'a promise that nobody waits for failed while stopping');
    });
    stoppable.close().then(
      () => {
        log.log('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
