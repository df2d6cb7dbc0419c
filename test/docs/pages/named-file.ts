import { projectFiles } from './project-files';

const FOLDERS = new Set(projectFiles.flatMap((file) => file.split('/').slice(0, -1)));
const TOP_FOLDERS = new Set(
  projectFiles.filter((file) => file.includes('/')).map((file) => file.split('/')[0]),
);

/** A path, perhaps with gaps to fill in: `*`, `<kind>`, `NNNN`. */
const PATH = /^[\w.@<>*-]+(?:\/[\w.@<>*-]+)*\/?$/;
const GAP = /<\w+>|\*|NNNN/g;
/** What is installed, kept by a running stack, or made by whoever deploys. */
const NOT_KEPT = ['node_modules/', '.local', 'deploy/secrets', 'compose.override.yaml'];
const FILE_ENDING = /\.(?:ts|mjs|cjs|js|json|md|yml|yaml|sh)$/;

/** Whether something between backticks names a file or folder of the project, rather than a word or an address. */
export function looksLikeOurs(code: string): boolean {
  if (!PATH.test(code) || NOT_KEPT.some((start) => code.startsWith(start))) return false;
  return (
    FILE_ENDING.test(code) ||
    code.endsWith('/') ||
    (code.includes('/') && TOP_FOLDERS.has(code.split('/')[0]))
  );
}

/** A page may name a file by the end of its path; a built file stands for its source. */
export function exists(name: string): boolean {
  const source = name.replace(/^dist\/(.*)\.js$/, '$1.ts').replace(/\/$/, '');
  const pattern = source.replaceAll('.', '\\.').replaceAll(GAP, '[^/]*');
  // Below a folder, or as a whole file name; `.expected.json` is the end of one.
  const path = new RegExp(`(?:^|/)${name.startsWith('.') ? '[^/]*' : ''}${pattern}(?:/|$)`);
  return projectFiles.some((file) => path.test(file)) || FOLDERS.has(source);
}
