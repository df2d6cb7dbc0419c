import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectFolder } from '../../../scripts/embedded/folders.mjs';
import { git, previousCommit } from './previous-commit';

const PACKAGES = path.join(projectFolder, 'node_modules');

/** The previous release as built code in a folder of its own, on the packages of this one. */
export class Release {
  private constructor(
    readonly folder: string,
    readonly commit: string,
  ) {}

  /**
   * Takes the previous release out of the repository and builds it with its own build.
   * @throws a sentence about why this cannot be done here
   */
  static previous(): Release {
    const commit = previousCommit();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'partner-client-service-previous-'));
    try {
      fs.chmodSync(folder, 0o755);
      takeOut(commit, folder);
      requirePackages(folder);
      fs.symlinkSync(PACKAGES, path.join(folder, 'node_modules'), 'dir');
      execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: folder, stdio: 'pipe' });
      return new Release(folder, commit);
    } catch (error) {
      fs.rmSync(folder, { recursive: true });
      throw error;
    }
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true });
  }
}

/** With an index of its own: neither the work tree nor what is staged is touched. */
function takeOut(commit: string, folder: string): void {
  const env = { GIT_INDEX_FILE: path.join(folder, 'index-of-git') };
  git(['read-tree', commit], env);
  git(['checkout-index', '--all', `--prefix=${folder}/`], env);
}

/** Versions may differ, as they would after an update; a package that is gone is another matter. */
function requirePackages(folder: string): void {
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  const gone = Object.keys(dependencies).filter((name) => !fs.existsSync(path.join(PACKAGES, name)));
  if (gone.length > 0) throw new Error(`it needs packages that are not installed: ${gone.join(', ')}`);
}
