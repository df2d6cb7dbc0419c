import fs from 'node:fs';

/**
 * Writes a file that only its owner may read, at once: a reader sees the old file or the new one.
 * @param {string} file
 * @param {string} text
 */
export function writePrivately(file, text) {
  const unfinished = `${file}.${process.pid}`;
  fs.writeFileSync(unfinished, text, { mode: 0o600 });
  fs.renameSync(unfinished, file);
}
