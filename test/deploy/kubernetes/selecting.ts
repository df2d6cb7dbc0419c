import { type Manifest, type Pod, type Selector } from './manifest';

/** A workload with its pods. */
export interface Workload extends Manifest {
  spec: NonNullable<Manifest['spec']> & { template: Pod };
}

export function workloadsOf(manifests: readonly Manifest[]): Workload[] {
  return manifests.filter((one): one is Workload => one.spec?.template !== undefined);
}

export function ofKind(manifests: readonly Manifest[], ...kinds: string[]): Manifest[] {
  return manifests.filter(({ kind }) => kinds.includes(kind));
}

/** Whether a selector takes something with these labels. An empty one takes everything. */
export function selects(
  { matchLabels = {}, matchExpressions = [] }: Selector,
  labels: Record<string, string>,
): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values }) => {
      if (operator !== 'In') throw new Error(`an operator that is not known here: ${operator}`);
      return values.includes(labels[key] ?? '');
    })
  );
}

/** The workloads whose pods a selector takes. */
export function selected(manifests: readonly Manifest[], selector: Selector): Workload[] {
  return workloadsOf(manifests).filter(({ spec }) => selects(selector, spec.template.metadata.labels));
}

/** The names of the ports of a workload's container. */
export function portsOf({ spec }: Workload): string[] {
  return (spec.template.spec.containers[0].ports ?? []).map(({ name = '' }) => name);
}
