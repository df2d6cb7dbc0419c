import fs from 'node:fs';

/**
 * Gives a finished folder of the cache its name. Another start that did the same at the same moment may have been faster: then its
 * folder, which is as good, stays.
 * @param {string} finished removed in the end, whoever was faster
 * @param {string} place
 */
export function moveIntoPlace(finished, place) {
  try {
    fs.renameSync(finished, place);
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    fs.rmSync(finished, { recursive: true, force: true });
  }
}
