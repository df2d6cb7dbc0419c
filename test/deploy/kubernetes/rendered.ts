import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { KUBERNETES, type Manifest, manifestsIn } from './manifest';

/** Programs that render an overlay, with what stands before the folder. */
const RENDERERS: readonly (readonly [program: string, ...words: string[]])[] = [
  ['kustomize', 'build'],
  ['kubectl', 'kustomize'],
];

/** The renderer of this machine, if it has one. */
export const renderer = RENDERERS.find(
  ([program]) => spawnSync(program, ['version', '--client']).error === undefined,
);

const kept = new Map<string, Manifest[]>();

/** An overlay as it is applied; rendered once. */
export function rendered(overlay: string): readonly Manifest[] {
  const manifests = kept.get(overlay) ?? render(overlay);
  kept.set(overlay, manifests);
  return manifests;
}

function render(overlay: string): Manifest[] {
  if (renderer === undefined) throw new Error('neither kustomize nor kubectl is on PATH');
  const [program, ...words] = renderer;
  const folder = path.join(KUBERNETES, 'overlays', overlay);
  return manifestsIn(execFileSync(program, [...words, folder], { encoding: 'utf8', stdio: 'pipe' }));
}
