import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A file that the page loads. */
export interface DocsAsset {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** Where the files of Swagger UI are, whatever folder this one was compiled to. */
const SWAGGER_UI = path.dirname(require.resolve('swagger-ui-dist/package.json'));

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** Swagger UI is told what to show by a script, since the page allows no inline one. */
const OPENING_SCRIPT = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#documentation',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
`;

const READERS: Readonly<Record<string, () => Promise<DocsAsset>>> = {
  'swagger-ui.css': () => fromSwaggerUi('swagger-ui.css', STYLE),
  'swagger-ui-bundle.js': () => fromSwaggerUi('swagger-ui-bundle.js', SCRIPT),
  'open.js': () => Promise.resolve({ mediaType: SCRIPT, bytes: Buffer.from(OPENING_SCRIPT) }),
};

const read = new Map<string, Promise<DocsAsset>>();

/** A file of the page, read once; undefined for any other name. */
export function docsAsset(name: string): Promise<DocsAsset> | undefined {
  const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  if (reader === undefined) return undefined;
  const known = read.get(name);
  if (known !== undefined) return known;
  const asset = reader();
  read.set(name, asset);
  asset.catch(() => read.delete(name)); // the next one who asks may be luckier
  return asset;
}

/** Changes whenever the file does, so that browsers may keep it for as long as they like. */
export function versionOf({ bytes }: DocsAsset): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 12);
}

async function fromSwaggerUi(file: string, mediaType: string): Promise<DocsAsset> {
  return { mediaType, bytes: await readFile(path.join(SWAGGER_UI, file)) };
}
