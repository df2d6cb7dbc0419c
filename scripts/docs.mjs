/** `npm run docs`: writes the documents, and the parts of documents, that are generated from the code. */
import fs from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { generatedFiles } from './docs/generated-files.mjs';
import { projectFolder } from './embedded/folders.mjs';

await build(console.log);
for (const { file, text } of generatedFiles()) {
  fs.writeFileSync(path.join(projectFolder, file), text);
  console.log(`wrote ${file}`);
}
