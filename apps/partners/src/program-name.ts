import path from 'node:path';

const NPM_SCRIPT = 'partners.mjs';

/** The program's name as an npm script. */
export const NPM_PROGRAM = 'npm run partners --';

/**
 * How this program was called, for texts that name a command to run next.
 * @param file the program's file, as in process.argv
 */
export function programName(file: string): string {
  return path.basename(file) === NPM_SCRIPT ? NPM_PROGRAM : `node ${path.relative('', file)}`;
}
