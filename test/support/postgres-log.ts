import fs from 'node:fs';

/**
 * Reads what PostgreSQL logged from now on about one database, and about none in particular (a crash, a checkpoint).
 * The log is shared by all services of the run; its line prefix ends in `user@database`.
 */
export function postgresLogOf(logFile: string, database: string): () => string {
  const start = fs.statSync(logFile).size;
  return () => {
    const text = fs.readFileSync(logFile).subarray(start).toString('utf8');
    // An entry is a line and the indented ones after it.
    const entries = text.split(/\n(?!\t)/);
    return entries
      .filter((entry) => {
        const about = /^\S+ \S+ \S+ \[\d+\] \S+@(\S+) /.exec(entry)?.[1];
        return about === undefined || about === database;
      })
      .join('\n');
  };
}
