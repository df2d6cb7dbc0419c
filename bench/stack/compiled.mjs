import { createRequire } from 'node:module';
import path from 'node:path';
import { projectFolder } from '../../scripts/embedded/folders.mjs';

const require = createRequire(import.meta.url);

/**
 * A compiled module of the service.
 * @param {string} source path of the source without its extension, such as `libs/persistence/src/index`
 */
export function compiled(source) {
  return require(path.join(projectFolder, 'dist', `${source}.js`));
}
