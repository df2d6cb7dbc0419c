import fs from 'node:fs';
import path from 'node:path';

/**
 * Whether a file is there and can be run.
 * @param {string} file
 */
export function isProgram(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * The first of these programs that PATH leads to.
 * @param {readonly string[]} names
 * @returns {string | undefined} its path
 */
export function programOnPath(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isProgram);
}
