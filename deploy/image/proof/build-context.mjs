import fs from 'node:fs';
import path from 'node:path';

/** A pattern of .dockerignore as an expression: it also covers what is below the folder that it names. */
function expressionOf(pattern) {
  const body = pattern
    .replace(/^\/|\/$/g, '')
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*\*\/|\*|\?/g, (gap) => ({ '**/': '(?:.*/)?', '*': '[^/]*', '?': '[^/]' })[gap]);
  return new RegExp(`^${body}(?:/.*)?$`);
}

/**
 * Tells which paths .dockerignore keeps out of a build: the last pattern that fits decides, and `!` lets in again.
 * @param {string} text of .dockerignore
 * @returns {(file: string) => boolean}
 */
export function ignoredBy(text) {
  const rules = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({
      ignores: !line.startsWith('!'),
      expression: expressionOf(line.replace(/^!/, '')),
    }));
  return (file) => rules.findLast(({ expression }) => expression.test(file))?.ignores ?? false;
}

/**
 * Copies what a build is given into an empty folder: the project without what .dockerignore names.
 * @param {string} project
 * @param {string} target
 */
export function copyContext(project, target) {
  const isIgnored = ignoredBy(fs.readFileSync(path.join(project, '.dockerignore'), 'utf8'));
  const skipped = new Set(['node_modules', '.git', '.local', 'dist']);
  const copyFolder = (folder) => {
    for (const entry of fs.readdirSync(path.join(project, folder), { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory() && !skipped.has(entry.name)) copyFolder(file);
      else if (entry.isFile() && !isIgnored(file)) {
        fs.mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
        fs.copyFileSync(path.join(project, file), path.join(target, file));
      }
    }
  };
  copyFolder('');
}
