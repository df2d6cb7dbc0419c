import fs from 'node:fs';
import path from 'node:path';

export const PROJECT = path.resolve(__dirname, '../../..');

/** What the project's own files do not belong to: what is installed, built, or kept while a stack runs. */
const NOT_OURS = new Set(['node_modules', 'dist', '.local', '.git', 'coverage']);

function filesIn(folder: string): string[] {
  return fs.readdirSync(path.join(PROJECT, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (NOT_OURS.has(entry.name)) return [];
    return entry.isDirectory() ? filesIn(name) : [name];
  });
}

/** Every file of the project, as a path from its root. */
export const projectFiles: readonly string[] = filesIn('');

export function textOf(file: string): string {
  return fs.readFileSync(path.join(PROJECT, file), 'utf8');
}
