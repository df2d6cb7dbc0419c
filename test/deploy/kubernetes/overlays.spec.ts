import 'reflect-metadata';
import { parse } from 'yaml';
import { textOf } from '../../docs/pages/project-files';
import { faultsOfScaling } from './faults-of-references';
import { type Manifest } from './manifest';
import { base, faultsOf, named, OVERLAYS, withComponents } from './project-manifests';
import { rendered, renderedWith, renderer } from './rendered';
import { ofKind, workloadsOf } from './selecting';

describe('an overlay', () => {
  const isRendered = renderer !== undefined;
  if (!isRendered)
    console.warn(
      'Overlays are not rendered: neither kustomize nor kubectl is on PATH. Bases and components are checked.',
    );

  (isRendered ? it : it.skip).each(OVERLAYS)('%s is valid as it is applied, and complete', (overlay) => {
    const manifests = rendered(overlay);
    expect(manifests.length).toBeGreaterThan(base.length - 1);
    expect(faultsOf(manifests)).toEqual([]);
    expect(faultsOfScaling(manifests)).toEqual([]);
    const elsewhere = manifests.filter(
      ({ kind, metadata }) => kind !== 'Namespace' && metadata.namespace !== 'partner-client-service',
    );
    expect(named(elsewhere).map(([name]) => name)).toEqual([]);
  });

  (isRendered ? it : it.skip).each(OVERLAYS)(
    '%s leaves the network policies as they are written',
    (overlay) => {
      const policies = (manifests: readonly Manifest[]): unknown =>
        Object.fromEntries(
          ofKind(manifests, 'NetworkPolicy').map(({ metadata, spec }) => [metadata.name, spec]),
        );
      expect(policies(rendered(overlay))).toEqual(policies(base));
    },
  );

  (isRendered ? it : it.skip).each(OVERLAYS)(
    '%s labels what roll-out applies first, and the migration',
    (overlay) => {
      const part = (component: string): string[] =>
        rendered(overlay)
          .filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === component)
          .map(({ kind }) => kind);
      expect([...new Set(part('foundation'))].sort()).toEqual([
        'ConfigMap',
        'Namespace',
        'NetworkPolicy',
        'ServiceAccount',
      ]);
      expect(part('migration')).toEqual(['Job']);
    },
  );

  (isRendered ? it : it.skip).each(['tracing', 'external-issuer', 'http01-certificates', 'metrics'])(
    'is valid with the component %s put on it',
    (component) => {
      const manifests = renderedWith('small', { components: [component] });
      expect(faultsOf(manifests)).toEqual([]);
      const settings = ofKind(manifests, 'ConfigMap').map(({ data }) => data);
      expect(settings).toEqual([expect.objectContaining({ SHUTDOWN_GRACE_MS: '25000' })]);
      const loads = settings.map((data) => data?.['NODE_OPTIONS']?.includes('tracing') ?? false);
      expect(loads).toEqual([component === 'tracing']);
    },
  );

  (isRendered ? it : it.skip).each(OVERLAYS)('%s, copied, runs the image that the copy names', (overlay) => {
    const images = [{ name: 'partner-client-service', newName: 'registry.own/clients', newTag: '9.9.9' }];
    const run = workloadsOf(renderedWith(overlay, { images })).flatMap(({ metadata, spec }) =>
      spec.template.spec.containers.map(({ image }) => [metadata.name, image]),
    );
    expect(Object.fromEntries(run)).toEqual(
      Object.fromEntries(
        ['api', 'dashboard', 'migrate', 'worker'].map((name) => [name, 'registry.own/clients:9.9.9']),
      ),
    );
  });

  (isRendered ? it : it.skip).each([
    ['production', ['ScaledObject worker']],
    ['production-without-keda', []],
  ])('%s, copied, takes the patches that docs/deploying.md shows', (overlay, scaled) => {
    const [, block = ''] = /```yaml\n( *patches:.*?)```/s.exec(textOf('docs/deploying.md')) ?? [];
    const { patches } = parse(block) as { patches: object[] };
    const components = ['http01-certificates'];
    const manifests = renderedWith(overlay, { components, patches });
    expect(faultsOf(manifests)).toEqual([]);
    const unpatched = new Set(renderedWith(overlay, { components }).map((one) => JSON.stringify(one)));
    const names = named(manifests.filter((one) => !unpatched.has(JSON.stringify(one)))).map(([name]) => name);
    expect(names.sort()).toEqual([
      'Ingress api',
      'NetworkPolicy to-api',
      'NetworkPolicy to-http01-solver',
      'NetworkPolicy to-postgres',
      'NetworkPolicy to-redis',
      'PodMonitor partner-client-service',
      'PrometheusRule partner-client-service',
      ...scaled,
      'ServiceAccount partner-client-service',
      'ServiceMonitor partner-client-service',
    ]);
  });

  it('is named in docs/deploying.md', () => {
    const page = textOf('docs/deploying.md');
    expect(OVERLAYS.filter((overlay) => !page.includes(`overlays/${overlay}`))).toEqual([]);
  });

  it('would be faulty if two autoscalers had one Deployment, or none did', () => {
    expect(faultsOfScaling(withComponents)).toEqual(['2 say how many pods worker has']);
    expect(faultsOfScaling(base)).toEqual(['0 say how many pods api has', '0 say how many pods worker has']);
  });
});
