/** `node run.mjs FILE`: one of a peer's processes. FILE exports `start`; when it has started, this process says so over its channel. */
import { pathToFileURL } from 'node:url';
import { loadCompiled } from './compile-on-load.mjs';

const [, , file] = process.argv;
const { start } = file.endsWith('.ts') ? loadCompiled(file) : await import(pathToFileURL(file));
await start();
process.send('ready');
