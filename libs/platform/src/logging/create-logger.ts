import { pino, type DestinationStream, type Logger } from 'pino';
import { type LogLevel } from '../config/process-configuration';
import { describeError } from './describe-error';
import { currentLogFields } from './log-fields';

/** The processes of the service, as their log lines name them. */
export type ProcessName = 'api' | 'worker' | 'dashboard';

/**
 * The logger of a process: one JSON object a line on standard output, with `level` as a word, `time` in ISO 8601, the
 * process and the fields of the surrounding request or job.
 */
export function createLogger(process: ProcessName, level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: currentLogFields,
    serializers: { err: describeError },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
