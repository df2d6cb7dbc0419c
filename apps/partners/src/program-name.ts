import path from 'node:path';

const NPM_SCRIPT = 'partners.mjs';

/**
 * How this program was called, for texts that name a command to run next.
 * @param file the program's file, as in process.argv
 */
export function programName(file: string): string {
  return path.basename(file) === NPM_SCRIPT ? 'npm run partners --' : `node ${path.relative('', file)}`;
}
