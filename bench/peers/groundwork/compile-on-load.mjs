/**
 * Lets this process load the peers' TypeScript, compiled as the service's is: Nest's, TypeORM's and class-validator's decorators need
 * their metadata, which Node's own type stripping does not write.
 */
import { createRequire } from 'node:module';
import { transformFileSync } from '@swc/core';
import { swcOptions } from '../../../scripts/build.mjs';

/** @param {string} file path from this folder, or absolute */
export const loadCompiled = createRequire(import.meta.url);

loadCompiled.extensions['.ts'] = (module, file) => {
  module._compile(transformFileSync(file, { ...swcOptions, sourceMaps: 'inline' }).code, file);
};
