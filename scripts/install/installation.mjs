import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../embedded/folders.mjs';
import { modulesFolder } from './package-sets.mjs';
import { runNpm } from './run-npm.mjs';

/** Said in full, so that a NODE_ENV or an .npmrc of the user's does not decide. */
const WHICH = {
  running: ['--omit=dev', '--include=optional'],
  developing: ['--include=dev', '--include=optional'],
};

function remove(folders) {
  for (const folder of folders) fs.rmSync(path.join(projectFolder, folder), { recursive: true, force: true });
}

/** Half of a package must not stay: an `npm install` typed by the user would take it for a whole one. */
async function orRemove(folders, installing) {
  try {
    await installing;
  } catch (error) {
    remove(folders);
    throw error;
  }
}

/**
 * Installs a set of packages in place of whatever there is.
 * @param {import('./package-sets.mjs').PackageSet} set
 * @param {AbortSignal} [stopped]
 */
export async function installAnew(set, stopped) {
  await orRemove([path.basename(modulesFolder)], runNpm(['ci', ...WHICH[set]], stopped));
}

/**
 * Puts what developing needs beside what is installed and touches none of that: a stack of this checkout may be running
 * from it, its PostgreSQL too.
 * @param {readonly string[]} folders those of the packages that are not installed
 * @param {AbortSignal} [stopped]
 */
export async function installBeside(folders, stopped) {
  remove(folders);
  await orRemove(folders, runNpm(['install', '--no-save', ...WHICH.developing], stopped));
}
