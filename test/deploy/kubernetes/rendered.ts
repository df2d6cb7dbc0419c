import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
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
  const manifests = kept.get(overlay) ?? render(path.join(KUBERNETES, 'overlays', overlay));
  kept.set(overlay, manifests);
  return manifests;
}

/** An overlay with something more, as somebody's own overlay would have it. */
export function renderedWith(
  overlay: string,
  { components = [], patches = [] }: { components?: string[]; patches?: object[] },
): readonly Manifest[] {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'overlay-'));
  const from = (name: string): string => path.relative(folder, path.join(KUBERNETES, name));
  const kustomization = {
    namespace: 'partner-client-service',
    resources: [from(`overlays/${overlay}`)],
    components: components.map((name) => from(`components/${name}`)),
    patches,
  };
  fs.writeFileSync(path.join(folder, 'kustomization.yaml'), JSON.stringify(kustomization));
  try {
    return render(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function render(folder: string): Manifest[] {
  if (renderer === undefined) throw new Error('neither kustomize nor kubectl is on PATH');
  const [program, ...words] = renderer;
  return manifestsIn(execFileSync(program, [...words, folder], { encoding: 'utf8', stdio: 'pipe' }));
}
