import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { kustomization, KUBERNETES, type Manifest, manifestsIn } from './manifest';

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

/** What somebody puts into a copy of an overlay: lists go behind those that are there, another image takes the place of the one there. */
export interface Own {
  components?: string[];
  patches?: object[];
  images?: object[];
}

/** A copy of an overlay beside it, overlays/mine, with something of somebody's own in it, as docs/deploying.md has it made. */
export function renderedWith(overlay: string, { components = [], patches = [], images }: Own): Manifest[] {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'overlay-'));
  try {
    fs.cpSync(KUBERNETES, folder, { recursive: true });
    const mine = path.join(folder, 'overlays/mine');
    fs.cpSync(path.join(folder, 'overlays', overlay), mine, { recursive: true });
    const copied = kustomization(`overlays/${overlay}`);
    const changed = {
      ...copied,
      components: [...(copied.components ?? []), ...components.map((name) => `../../components/${name}`)],
      patches: [...(copied.patches ?? []), ...patches],
      ...(images && { images }),
    };
    fs.writeFileSync(path.join(mine, 'kustomization.yaml'), JSON.stringify(changed));
    return render(mine);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function render(folder: string): Manifest[] {
  if (renderer === undefined) throw new Error('neither kustomize nor kubectl is on PATH');
  const [program, ...words] = renderer;
  return manifestsIn(execFileSync(program, [...words, folder], { encoding: 'utf8', stdio: 'pipe' }));
}
