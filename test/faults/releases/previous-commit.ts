import { execFileSync } from 'node:child_process';
import { projectFolder } from '../../../scripts/embedded/folders.mjs';

const MIGRATIONS = 'libs/persistence/src/migrations';

/** Another commit than the last one with another schema: what production runs, for a pipeline that knows it. A commit or a tag. */
const CHOSEN = process.env['PREVIOUS_RELEASE'] ?? '';

/** Runs git on this project's repository, with what it prints. @throws with its words */
export function git(args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  return execFileSync('git', args, {
    cwd: projectFolder,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();
}

/**
 * The commit whose code and schema count as the previous release: the last one that did not have the newest migration of this one.
 * @throws a sentence about why there is none: no repository, a clone that is not deep enough, an installation of its own for an older commit
 */
export function previousCommit(): string {
  if (CHOSEN !== '') return git(['rev-parse', '--verify', `${CHOSEN}^{commit}`]);
  // A migration that is being written is newer than every commit.
  if (git(['status', '--porcelain', '--', MIGRATIONS]).match(/^(\?\?|A)/m)) return git(['rev-parse', 'HEAD']);
  const newest = git(['log', '-1', '--format=%H', '--diff-filter=A', '--', `${MIGRATIONS}/*.ts`]);
  if (newest === '') throw new Error('the history does not tell when a migration was added');
  const [parent] = git(['log', '-1', '--format=%P', newest]).split(' ');
  if (parent === undefined || parent === '' || !isThere(parent))
    throw new Error(`this clone is too shallow: the commit before ${newest.slice(0, 10)} is not in it`);
  return parent;
}

function isThere(commit: string): boolean {
  try {
    git(['cat-file', '-e', `${commit}^{tree}`]);
    return true;
  } catch {
    return false;
  }
}
