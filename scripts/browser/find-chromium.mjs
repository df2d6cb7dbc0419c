import fs from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function isProgram(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * The browser to look at pages with: CHROMIUM_BIN, else the first of its usual names on PATH.
 * @returns {{ program?: string, missing?: string }} one of them; missing: a sentence that says what to do
 */
export function findChromium() {
  const named = process.env.CHROMIUM_BIN;
  if (named) {
    if (isProgram(named)) return { program: named };
    return { missing: `CHROMIUM_BIN names ${named}, which is not a program.` };
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const program = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isProgram);
  if (program !== undefined) return { program };
  return {
    missing: `No browser is on PATH (${NAMES.join(', ')}). Install Chromium, or name one in CHROMIUM_BIN.`,
  };
}
