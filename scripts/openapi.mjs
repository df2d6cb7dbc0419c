/** `npm run openapi`: writes the OpenAPI document of the API with its default limits to dist/openapi.json. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { projectFolder } from './embedded/folders.mjs';

const PROGRAM = path.join(projectFolder, 'dist/apps/api/src/print-openapi.js');
const DOCUMENT = path.join(projectFolder, 'dist/openapi.json');

await build(console.log);
const text = execFileSync(process.execPath, [PROGRAM], { cwd: projectFolder, maxBuffer: Infinity });
fs.writeFileSync(DOCUMENT, text);
console.log(`wrote ${path.relative(projectFolder, DOCUMENT)}, ${text.length} bytes`);
