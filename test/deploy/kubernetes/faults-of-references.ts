import { type Manifest } from './manifest';
import { ofKind, portsOf, selected, selects, workloadsOf } from './selecting';

/** Labels of pods that others start in the namespace: they are in no manifest here. */
const OF_OTHERS = ['acme.cert-manager.io/http01-solver'];

/** What points to nothing: selectors, ports, backends, targets of autoscalers. */
export function faultsOfReferences(manifests: readonly Manifest[]): string[] {
  const faultsIn = (kinds: string[], faultsOf: (manifest: Manifest) => string[]): string[] =>
    ofKind(manifests, ...kinds).flatMap((one) =>
      faultsOf(one).map((fault) => `${one.kind} ${one.metadata.name}: ${fault}`),
    );
  return [
    ...faultsIn(['Deployment'], ({ spec }) => {
      const labels = spec?.template?.metadata.labels ?? {};
      return selects(spec?.selector ?? {}, labels) ? [] : ['does not select its own pods'];
    }),
    ...faultsIn(['Service'], ({ spec }) =>
      faultsOfPorts(
        manifests,
        { matchLabels: spec?.selector as Record<string, string> },
        (spec?.ports ?? []).map(({ targetPort }) => targetPort),
      ),
    ),
    ...faultsIn(['PodDisruptionBudget'], ({ spec }) => faultsOfPorts(manifests, spec?.selector ?? {}, [])),
    ...faultsIn(['NetworkPolicy'], ({ spec }) => {
      const { podSelector = {}, ingress = [] } = spec ?? {};
      if (Object.keys(podSelector.matchLabels ?? {}).some((label) => OF_OTHERS.includes(label))) return [];
      return faultsOfPorts(
        manifests,
        podSelector,
        ingress.flatMap(({ ports }) => ports.map(({ port }) => port)),
      );
    }),
    ...faultsIn(['PodMonitor'], ({ spec }) =>
      faultsOfPorts(
        manifests,
        spec?.selector ?? {},
        (spec?.podMetricsEndpoints ?? []).map(({ port }) => port),
      ),
    ),
    ...faultsIn(['ServiceMonitor'], ({ spec }) => faultsOfServiceMonitor(manifests, spec)),
    ...faultsIn(['Ingress'], ({ spec }) =>
      (spec?.rules ?? [])
        .flatMap(({ http }) => http.paths.map(({ backend }) => backend.service))
        .filter(({ name, port }) => !hasPort(manifests, name, port.name))
        .map(({ name, port }) => `there is no port ${port.name} of a Service ${name}`),
    ),
    ...faultsIn(['ScaledObject', 'HorizontalPodAutoscaler'], ({ spec }) => {
      const name = spec?.scaleTargetRef?.name ?? '';
      return ofKind(manifests, 'Deployment').some(({ metadata }) => metadata.name === name)
        ? []
        : [`there is no Deployment ${name}`];
    }),
  ];
}

function faultsOfPorts(
  manifests: readonly Manifest[],
  selector: Parameters<typeof selected>[1],
  ports: readonly (string | number | undefined)[],
): string[] {
  const workloads = selected(manifests, selector);
  if (workloads.length === 0) return ['selects no pods'];
  return workloads.flatMap((workload) =>
    ports
      .filter((port) => typeof port !== 'string' || !portsOf(workload).includes(port))
      .map((port) => `${workload.metadata.name} has no port ${String(port)}`),
  );
}

function faultsOfServiceMonitor(manifests: readonly Manifest[], spec: Manifest['spec']): string[] {
  const services = ofKind(manifests, 'Service').filter(({ metadata }) =>
    selects(spec?.selector ?? {}, metadata.labels ?? {}),
  );
  if (services.length === 0) return ['selects no Services'];
  return services.flatMap(({ metadata: { name } }) =>
    (spec?.endpoints ?? [])
      .filter(({ port }) => !hasPort(manifests, name, String(port)))
      .map(({ port }) => `Service ${name} has no port ${String(port)}`),
  );
}

function hasPort(manifests: readonly Manifest[], service: string, port: string): boolean {
  const found = ofKind(manifests, 'Service').find(({ metadata }) => metadata.name === service);
  return (found?.spec?.ports ?? []).some(({ name }) => name === port);
}

/** Who says how many pods a Deployment has: exactly one of itself and the autoscalers. For what is applied as a whole. */
export function faultsOfScaling(manifests: readonly Manifest[]): string[] {
  const targets = ofKind(manifests, 'ScaledObject', 'HorizontalPodAutoscaler').map(
    ({ spec }) => spec?.scaleTargetRef?.name,
  );
  return workloadsOf(ofKind(manifests, 'Deployment')).flatMap(({ metadata: { name }, spec }) => {
    const says = targets.filter((target) => target === name).length + (spec.replicas === undefined ? 0 : 1);
    return says === 1 ? [] : [`${says} say how many pods ${name} has`];
  });
}
