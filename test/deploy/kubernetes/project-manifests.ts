import fs from 'node:fs';
import path from 'node:path';
import { MadeSecrets } from '../made-secrets';
import { faultsOfPods } from './faults-of-pods';
import { faultsOfReferences } from './faults-of-references';
import { KUBERNETES, type Manifest, manifestsOf, resourcesOf } from './manifest';
import { faultsOfSchema } from './strict-schema';

export const foldersIn = (folder: string): string[] => fs.readdirSync(path.join(KUBERNETES, folder)).sort();
export const COMPONENTS = foldersIn('components');
export const OVERLAYS = foldersIn('overlays');

/** The base alone, and with all components: no overlay has all of them, but each has some. */
export const base = resourcesOf('base');
export const withComponents = [...base, ...COMPONENTS.flatMap((name) => resourcesOf(`components/${name}`))];

/** What is put into the cluster for a moment, beside an overlay. */
export const jobs = foldersIn('jobs').flatMap((file) => manifestsOf(`jobs/${file}`));

/** Manifests with their names, for titles. */
export const named = (manifests: readonly Manifest[]): [string, Manifest][] =>
  manifests.map((one) => [`${one.kind} ${one.metadata.name}`, one]);

let secretFiles: readonly string[] | undefined;

/** All that is wrong with manifests that are applied together, but for who scales what. */
export function faultsOf(manifests: readonly Manifest[]): string[] {
  secretFiles ??= filesOfSecrets();
  return [
    ...manifests.flatMap(faultsOfSchema),
    ...faultsOfPods(manifests, secretFiles),
    ...faultsOfReferences(manifests),
  ];
}

function filesOfSecrets(): readonly string[] {
  const made = new MadeSecrets();
  made.make();
  const files = made.files();
  made.remove();
  return files;
}
