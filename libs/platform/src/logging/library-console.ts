import { format } from 'node:util';
import { Logger } from '@nestjs/common';

const METHODS = ['debug', 'log', 'info', 'warn', 'error'] as const;

/**
 * Turns what libraries write to the console into lines of the log, as warnings. Written as it is, it would stand among them with line
 * breaks and all: Bull so repeats a field of a job that it cannot read, and whoever can write into Redis could write lines of the log.
 */
export function logLibraryConsole(): void {
  const log = new Logger('Console');
  for (const method of METHODS) {
    console[method] = (...words: unknown[]) => {
      const err = words.find((word) => word instanceof Error);
      // What may be told of an error the log's own description decides.
      const text = format(...words.filter((word) => word !== err));
      if (err === undefined) log.warn(text);
      else log.warn({ err }, text);
    };
  }
}
