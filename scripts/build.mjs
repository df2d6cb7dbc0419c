/**
 * Compiles apps/ and libs/ to dist/, keeping the tree, and copies there what browsers are sent; does nothing when dist/ is newer. As a program and as a function.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from './embedded/folders.mjs';

const DIST = path.join(projectFolder, 'dist');
const STAMP = path.join(DIST, 'sources.sha256');
const SOURCE_FOLDERS = ['apps', 'libs'];

/** Files whose change means that everything is compiled again, beside the sources: the compiler and how it is called. */
const ALSO_DECISIVE = ['package-lock.json', path.relative(projectFolder, import.meta.filename)];

/** The same as in jest.config.cjs, with '@app/<lib>' made a relative path, since nothing else resolves it at run time. */
export const swcOptions = {
  swcrc: false,
  sourceMaps: true,
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      react: { runtime: 'automatic', importSource: 'preact' },
    },
    baseUrl: projectFolder,
    paths: { '@app/*': ['libs/*/src'] },
  },
};

/** Sources, without tests and types alone; and what browsers are sent as it is. */
const COMPILED = /(?<!\.spec|\.d)\.tsx?$/;
const COPIED = /\/browser\/[^/]+\.(css|js)$/;

function sourceFiles() {
  return SOURCE_FOLDERS.flatMap((folder) =>
    fs
      .readdirSync(path.join(projectFolder, folder), { recursive: true })
      .map((file) => path.join(folder, file))
      .filter((file) => COMPILED.test(file) || COPIED.test(file)),
  ).sort();
}

function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const file of [...ALSO_DECISIVE, ...sources]) {
    const { mtimeMs, size } = fs.statSync(path.join(projectFolder, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

function isUpToDate(stamp) {
  return fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === stamp;
}

/** Replaces a file at once: a process that starts during a build reads the old file or the new one, never half of it. */
function replaceFile(file, text) {
  const unfinished = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(unfinished, text);
  fs.renameSync(unfinished, file);
}

/** A page's source is TSX; in any other, `<` stays what TypeScript takes it for. */
function optionsFor(source) {
  const { jsc } = swcOptions;
  const parser = { ...jsc.parser, tsx: source.endsWith('.tsx') };
  return { ...swcOptions, jsc: { ...jsc, parser } };
}

async function compile(transformFile, source) {
  if (COPIED.test(source)) return { output: source, code: fs.readFileSync(path.join(projectFolder, source)) };
  const { code, map } = await transformFile(path.join(projectFolder, source), optionsFor(source));
  return { output: source.replace(/\.tsx?$/, '.js'), code, map };
}

/** @returns the outputs, as paths in dist/ */
function write({ output, code, map }) {
  const target = path.join(DIST, output);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  if (map === undefined) {
    replaceFile(target, code);
    return [output];
  }
  replaceFile(`${target}.map`, map);
  replaceFile(target, `${code}\n//# sourceMappingURL=${path.basename(target)}.map\n`);
  return [output, `${output}.map`];
}

/** Removes what was compiled from sources that are gone. Other files are left, which another build may be writing. */
function removeStale(outputs) {
  for (const file of fs.readdirSync(DIST, { recursive: true })) {
    if (/\.(js(\.map)?|css)$/.test(file) && !outputs.has(file)) fs.rmSync(path.join(DIST, file));
  }
}

/**
 * Which state the sources are in: changes with every change of them.
 * @returns {string}
 */
export function stateOfSources() {
  return fingerprint(sourceFiles());
}

/**
 * Brings dist/ up to date with the sources. When one of them cannot be compiled, dist/ stays as it is.
 * @param {(text: string) => void} say gets one line about what was done
 * @throws what the compiler found, with the place in the source
 */
export async function build(say) {
  const started = performance.now();
  const sources = sourceFiles();
  const stamp = fingerprint(sources);
  if (isUpToDate(stamp)) {
    say(`dist/ is up to date (${sources.length} sources)`);
    return;
  }
  const { transformFile } = await import('@swc/core');
  fs.mkdirSync(DIST, { recursive: true });
  const compiled = await Promise.all(sources.map((source) => compile(transformFile, source)));
  removeStale(new Set(compiled.flatMap(write)));
  replaceFile(STAMP, stamp);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`built ${sources.length} sources to dist/ in ${seconds} s`);
}

// Not awaited at the top level, with which CommonJS could not require this module.
if (process.argv[1] === import.meta.filename) void build(console.log);
