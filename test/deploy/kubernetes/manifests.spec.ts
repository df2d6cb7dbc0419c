import 'reflect-metadata';
import { CHILD_HEAP_MIB } from '../../../libs/intake/src/careful/ask-child';
import { kustomization, type Manifest } from './manifest';
import { COMPONENTS, faultsOf, foldersIn, jobs, named, withComponents } from './project-manifests';
import { selects, workloadsOf } from './selecting';
import { faultsOfSchema } from './strict-schema';

const all = [...withComponents, ...jobs];

describe('a manifest', () => {
  it.each(named(all))('%s is valid by its published schema, without unknown fields', (_name, manifest) => {
    expect(faultsOfSchema(manifest)).toEqual([]);
  });

  it.each(named(all))('%s would not be with an unknown field', (_name, manifest) => {
    const field = `/${manifest.spec === undefined ? 'metadata' : 'spec'}/unknown`;
    const changed = changedAt(manifest, field, true);
    expect(faultsOfSchema(changed)).toEqual([`${field} is no field of ${manifest.kind}`]);
  });

  it.each([
    ['/spec/template/spec/containers/0/redinessProbe', {}, 'is no field of Deployment'],
    ['/spec/template/spec/containers/0/resources/limit', {}, 'is no field of Deployment'],
    ['/spec/template/spec/topologySpreadConstraints/0/maxSkew', 'one', 'must be integer'],
    ['/spec/replicas', '2', 'must be integer'],
  ])('of a Deployment would not be with %s', (field, value, fault) => {
    expect(faultsOfSchema(changedAt(find('Deployment', 'api'), field, value))).toEqual([`${field} ${fault}`]);
  });

  it('of a kind without a schema is a fault', () => {
    expect(faultsOfSchema({ apiVersion: 'v2', kind: 'Pod', metadata: { name: 'x' } })).toEqual([
      'no schema for v2 Pod',
    ]);
  });
});

describe('the manifests together', () => {
  it('have variables that their processes know, and point to nothing that is not there', () => {
    expect(faultsOf(all)).toEqual([]);
  });

  it.each([
    ['ConfigMap partner-client-service', '/data/LOG_LEVLE', 'info', 'no process knows LOG_LEVLE'],
    ['Deployment api', '/spec/template/spec/containers/0/env/0/name', 'PATH_FILE', 'api does not know PATH'],
    [
      'Deployment api',
      '/spec/template/spec/containers/0/env/0/name',
      'X_FILE',
      'api needs PARTNER_PATH_DATABASE_URL',
    ],
    ['Deployment api', '/spec/template/spec/containers/0/env/0/value', '/absent', '/absent is not mounted'],
    [
      'Deployment api',
      '/spec/template/spec/volumes/0/projected/sources/0/secret/items/0/key',
      'X',
      'nothing makes X',
    ],
    ['Deployment api', '/spec/template/spec/containers/0/args/0', 'apis', 'apis is no process'],
    ['Deployment worker', '/spec/template/spec/containers/0/ports/0/containerPort', 3000, 'http is not 3001'],
    [
      'Deployment worker',
      '/spec/template/spec/containers/0/readinessProbe/httpGet/path',
      '/ready',
      '/health/ready',
    ],
    ['Deployment worker', '/spec/template/spec/terminationGracePeriodSeconds', 20, 'is killed after 20 s'],
    [
      'Deployment worker',
      '/spec/template/spec/securityContext/runAsNonRoot',
      false,
      'the pod is not confined',
    ],
    [
      'Job migrate',
      '/spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem',
      false,
      'not confined',
    ],
    ['Deployment worker', '/spec/minReadySeconds', 30, 'more than one pod may end at a time'],
    ['Deployment worker', '/spec/strategy/rollingUpdate/maxUnavailable', 1, 'more than one pod may end'],
    [
      'Job migrate',
      '/spec/template/spec/volumes/0/projected/sources/2/secret/optional',
      false,
      'authorities of TLS are not mounted',
    ],
    ['Service api', '/spec/selector/app.kubernetes.io~1component', 'apis', 'selects no pods'],
    ['Service api', '/spec/ports/0/targetPort', 'https', 'api has no port https'],
    [
      'PodDisruptionBudget api',
      '/spec/selector/matchLabels/app.kubernetes.io~1component',
      'apis',
      'selects no pods',
    ],
    [
      'NetworkPolicy to-api',
      '/spec/podSelector/matchLabels/app.kubernetes.io~1component',
      'apis',
      'selects no pods',
    ],
    ['NetworkPolicy to-api', '/spec/ingress/0/ports/0/port', 'https', 'api has no port https'],
    [
      'Ingress api',
      '/spec/rules/0/http/paths/0/backend/service/port/name',
      'https',
      'no port https of a Service api',
    ],
    ['ServiceMonitor partner-client-service', '/spec/endpoints/0/port', 'http2', 'has no port http2'],
    ['PodMonitor partner-client-service', '/spec/podMetricsEndpoints/0/port', 'http2', 'has no port http2'],
    [
      'NetworkPolicy to-http01-solver',
      '/spec/podSelector/matchLabels',
      { 'acme.cert-manager.io/http01-solvers': 'true' },
      'selects no pods',
    ],
    ['Job partners', '/spec/template/spec/containers/0/name', 'partner', 'partner is no process'],
    ['Job partners', '/spec/template/spec/containers/0/env/0/name', 'X_FILE', 'partners needs DATABASE_URL'],
    ['ScaledObject worker', '/spec/scaleTargetRef/name', 'workers', 'there is no Deployment workers'],
  ])('would have a fault with another %s at %s', (name, field, value, fault) => {
    const [kind = '', of = ''] = name.split(' ');
    const changed = all.map((one) => (one === find(kind, of) ? changedAt(one, field, value) : one));
    expect(faultsOf(changed).join('\n')).toContain(fault);
  });

  it('leave a worker 1 GiB beside the child that decides carefully', () => {
    const { limits } = find('Deployment', 'worker').spec?.template?.spec.containers[0].resources ?? {};
    const [, givenGiB = '0'] = /^(\d+)Gi$/.exec(limits?.memory ?? '') ?? [];
    expect(Number(givenGiB) * 1024 - CHILD_HEAP_MIB).toBeGreaterThanOrEqual(1024);
  });

  it('let all pods that have a URL of PostgreSQL reach it', () => {
    const { podSelector = {} } = find('NetworkPolicy', 'to-postgres').spec ?? {};
    const kept = workloadsOf(all).filter(
      ({ spec: { template } }) =>
        (template.spec.containers[0].env ?? []).some(({ name }) => name.endsWith('DATABASE_URL_FILE')) &&
        !selects(podSelector, template.metadata.labels),
    );
    expect(named(kept).map(([name]) => name)).toEqual([]);
  });

  it('let cert-manager answer for the API where partners come in, and nowhere else', () => {
    const [toApi] = find('NetworkPolicy', 'to-api').spec?.ingress ?? [];
    const [toSolver] = find('NetworkPolicy', 'to-http01-solver').spec?.ingress ?? [];
    expect(toSolver).toEqual({ ...toApi, ports: [{ protocol: 'TCP', port: 8089 }] });
  });

  it('let all pods ask for names, also at an address of their node', () => {
    const [rule] = find('NetworkPolicy', 'names').spec?.egress ?? [];
    expect(rule?.ports.map(({ port }) => port)).toEqual([53, 53]);
    expect(rule?.to).toContainEqual({ ipBlock: { cidr: '169.254.0.0/16' } });
  });

  it('have the tracer find a collector, and reach it', () => {
    const { data = {} } = all.find(({ data }) => data?.['NODE_OPTIONS'] !== undefined) ?? {};
    const port = Number(new URL(data['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '').port);
    const [rule] = find('NetworkPolicy', 'to-collector').spec?.egress ?? [];
    expect(rule?.ports).toEqual([{ protocol: 'TCP', port }]);
  });

  it('name every file of their folder in a kustomization', () => {
    for (const folder of ['base', ...COMPONENTS.map((name) => `components/${name}`)]) {
      const { resources = [], configMapGenerator = [] } = kustomization(folder);
      const known = [...resources, ...configMapGenerator.flatMap(({ envs = [] }) => envs)];
      expect([...known, 'kustomization.yaml'].sort()).toEqual(foldersIn(folder));
    }
  });
});

function find(kind: string, name: string): Manifest {
  const found = all.find((one) => one.kind === kind && one.metadata.name === name);
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`);
  return found;
}

/** A copy with another value at a JSON pointer. */
function changedAt(manifest: Manifest, pointer: string, value: unknown): Manifest {
  const copy = structuredClone(manifest);
  const fields = pointer
    .slice(1)
    .split('/')
    .map((field) => field.replaceAll('~1', '/'));
  let at = copy as unknown as Record<string, unknown>;
  for (const field of fields.slice(0, -1)) at = at[field] as Record<string, unknown>;
  at[fields.at(-1) ?? ''] = value;
  return copy;
}
