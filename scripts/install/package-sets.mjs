import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../embedded/folders.mjs';

/** Where npm puts packages. */
export const modulesFolder = path.join(projectFolder, 'node_modules');

/**
 * @typedef {'running' | 'developing'} PackageSet what is installed: `running` is what building and running the service and
 *   its own PostgreSQL takes (dependencies and optionalDependencies of package.json); `developing` is everything, with
 *   what tests and linters need
 */

function packagesOf(lockFile) {
  try {
    return JSON.parse(fs.readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return {};
  }
}

/**
 * What package-lock.json wants, compared with what is installed. npm writes what it has installed into
 * node_modules/.package-lock.json as its last step, so an interrupted installation does not look complete.
 */
export function comparePackages() {
  const { '': project, ...wanted } = packagesOf(path.join(projectFolder, 'package-lock.json'));
  const installed = packagesOf(path.join(modulesFolder, '.package-lock.json'));
  const isInstalled = (folder) => installed[folder]?.version === wanted[folder]?.version;
  // npm goes on without an optional package that it cannot fetch; those that package.json names are missed all the same.
  const named = Object.keys(project?.optionalDependencies ?? {}).map((name) => `node_modules/${name}`);
  const mayBeAbsent = (folder) => wanted[folder].optional && !named.includes(folder);

  /** @param {PackageSet} set */
  const missing = (set) =>
    Object.keys(wanted).filter(
      (folder) =>
        !isInstalled(folder) &&
        !(set === 'running' && wanted[folder].dev) &&
        !(mayBeAbsent(folder) && installed[folder] === undefined),
    );
  return {
    /** The packages of a set that are not installed in their version, as folders; not those for other platforms. */
    missing,
    /** Whether all that is installed is as the lock wants it, and the rest of a set can simply be put beside it. */
    isPartOfWanted: () => missing('running').length === 0 && Object.keys(installed).every(isInstalled),
    /** Whether something that only developing needs is installed. */
    isForDeveloping: () => Object.keys(installed).some((folder) => wanted[folder]?.dev),
    /** The folders of the lock that hold nothing of the installation, but perhaps what an interrupted one left. */
    notInstalled: () => Object.keys(wanted).filter((folder) => installed[folder] === undefined),
  };
}
