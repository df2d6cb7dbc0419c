import fs from 'node:fs';
import path from 'node:path';
import { build } from '../build.mjs';
import { localFolder } from '../embedded/folders.mjs';
import { redisProgram } from '../embedded/redis-program.mjs';
import { install } from '../install.mjs';
import { chooseApiPort } from './api-port.mjs';
import { claimCheckout } from './only-one.mjs';
import { readStackFile, removeStackFile } from './stack-file.mjs';

/** Where every process of the stack has its log. */
export const logFolder = path.join(localFolder, 'logs');

/**
 * All that comes before the first process: claims the checkout, finds a port and Redis, installs, builds. What can fail
 * for a reason that the user must mend is looked at before the installation, which takes longest.
 * @param {(text: string) => void} say
 */
export async function prepare(say) {
  if (!(await claimCheckout())) {
    const address = readStackFile()?.api;
    throw new Error(
      `The stack of this checkout is running already${address ? ` at ${address}` : ', or starting'}.`,
    );
  }
  removeStackFile();
  const apiHost = process.env.API_HOST || '127.0.0.1';
  const apiPort = await chooseApiPort(apiHost, say);
  const redis = process.env.REDIS_URL ? null : await redisProgram(say);
  await install(say);
  await build(say);
  fs.mkdirSync(logFolder, { recursive: true });
  return { apiHost, apiPort, redis };
}
