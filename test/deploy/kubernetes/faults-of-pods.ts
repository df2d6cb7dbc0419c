import { HealthController } from '../../../libs/platform/src/health/health.controller';
import { processes } from '../../../deploy/image/processes.mjs';
import { faultsOfVariables, isServiceName, isVariable } from '../variables';
import { type Container, type Manifest, type Pod, type Probe } from './manifest';
import { selects, type Workload, workloadsOf } from './selecting';

const RESTRICTED_POD = {
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** What is wrong with the pods of all workloads: variables, secrets, probes, confinement, and the time to stop. */
export function faultsOfPods(manifests: readonly Manifest[], secretFiles: readonly string[]): string[] {
  const settings = Object.assign(
    {},
    ...manifests.filter(({ kind }) => kind === 'ConfigMap').map(({ data }) => data),
  ) as Record<string, string>;
  return workloadsOf(manifests).flatMap((workload) =>
    [
      ...faultsOfEnvironment(workload, manifests),
      ...faultsOfSecrets(workload.spec.template, secretFiles),
      ...faultsOfAuthorities(workload.spec.template),
      ...faultsOfProbes(workload),
      ...faultsOfConfinement(workload.spec.template),
      ...(workload.kind === 'Deployment' ? faultsOfStop(workload.spec.template, settings) : []),
      ...(workload.kind === 'Deployment' ? faultsOfReplacing(workload) : []),
    ].map((fault) => `${workload.kind} ${workload.metadata.name}: ${fault}`),
  );
}

function faultsOfEnvironment({ spec }: Workload, manifests: readonly Manifest[]): string[] {
  const [container] = spec.template.spec.containers;
  const { env = [], envFrom = [] } = container;
  const process = processOf(container);
  if (!isServiceName(process)) return [`${process} is no process`];
  const faults = envFrom.flatMap(({ configMapRef: { name } }) => {
    const { data } = manifests.find((one) => one.kind === 'ConfigMap' && one.metadata.name === name) ?? {};
    if (data === undefined) return [`there is no ConfigMap ${name}`];
    return Object.keys(data)
      .filter((key) => !isVariable(key))
      .map((key) => `no process knows ${key}`);
  });
  return [
    ...faults,
    ...faultsOfVariables(
      process,
      env.map(({ name }) => name),
    ),
  ];
}

/** Which process a container is for: the one that it becomes, or the one that it is named for and that is run inside. */
function processOf({ args = [], name }: Container): string {
  return args[0] ?? name;
}

/** Each file that a variable names must be mounted, from a key of a Secret that make-secrets has a file for. */
function faultsOfSecrets({ spec }: Pod, secretFiles: readonly string[]): string[] {
  const { env = [], volumeMounts } = spec.containers[0];
  const mounted = volumeMounts.flatMap(({ name, mountPath }) =>
    (spec.volumes.find((volume) => volume.name === name)?.projected.sources ?? []).flatMap(({ secret }) =>
      (secret.items ?? []).map((item) => ({
        secret: secret.name,
        key: item.key,
        file: `${mountPath}/${item.path}`,
      })),
    ),
  );
  const named = env
    .map(({ value = '' }) => value.replace(/^file:/, ''))
    .filter((value) => value.startsWith('/'));
  const folders: Record<string, string> = {
    'partner-client-service': 'service',
    'partner-client-service-owner': 'owner',
  };
  return [
    ...named
      .filter((file) => !mounted.some((one) => one.file === file))
      .map((file) => `${file} is not mounted`),
    ...mounted.filter(({ file }) => !named.includes(file)).map(({ file }) => `${file} is mounted for nobody`),
    ...mounted
      .filter(({ secret, key }) => !secretFiles.includes(`${folders[secret] ?? ''}/${key}`))
      .map(({ secret, key }) => `nothing makes ${key} of Secret ${secret}`),
  ];
}

/** Authorities of one's own are wanted by every process, and the Secret with them is not there where Node knows them all. */
function faultsOfAuthorities({ spec }: Pod): string[] {
  const sources = spec.volumes.flatMap(({ projected }) => projected.sources);
  const isMounted = sources.some(
    ({ secret }) => secret.name === 'partner-client-service-ca' && secret.optional === true && !secret.items,
  );
  return isMounted ? [] : ['authorities of TLS are not mounted'];
}

function faultsOfProbes({ kind, spec }: Workload): string[] {
  const [container] = spec.template.spec.containers;
  const { ports = [], startupProbe, livenessProbe, readinessProbe } = container;
  const health = processes[processOf(container)]?.health;
  if (kind === 'Job' || health === undefined) return [];
  const port = ports.find(({ name }) => name === 'http')?.containerPort;
  return [
    ...(port === health.defaultPort ? [] : [`port http is not ${health.defaultPort}`]),
    ...faultOfProbe('startupProbe', startupProbe, 'live'),
    ...faultOfProbe('livenessProbe', livenessProbe, 'live'),
    ...faultOfProbe('readinessProbe', readinessProbe, 'ready'),
  ];
}

function faultOfProbe(name: string, probe: Probe | undefined, method: 'live' | 'ready'): string[] {
  const route: unknown = Reflect.get(HealthController.prototype, method);
  const parts = [HealthController, route].map((of) => Reflect.getMetadata('path', of as object) as string);
  const path = `/${parts.join('/')}`;
  const isRight = probe?.httpGet.path === path && probe.httpGet.port === 'http';
  return isRight ? [] : [`${name} does not ask ${path} at port http`];
}

function faultsOfConfinement({ spec, metadata }: Pod): string[] {
  const [container] = spec.containers;
  const has = (context: object | undefined, wanted: object): boolean =>
    Object.entries(wanted).every(
      ([field, value]) =>
        JSON.stringify(Object.entries(context ?? {}).find(([name]) => name === field)?.[1]) ===
        JSON.stringify(value),
    );
  return [
    ...(has(spec.securityContext, RESTRICTED_POD) ? [] : ['the pod is not confined']),
    ...(has(container.securityContext, RESTRICTED_CONTAINER) ? [] : ['the container is not confined']),
    ...(spec.automountServiceAccountToken === false ? [] : ['the pod gets a token of the cluster']),
    ...(container.resources?.requests !== undefined && container.resources.limits?.memory !== undefined
      ? []
      : ['the container has no bounds']),
    ...(spec.topologySpreadConstraints ?? [])
      .filter(({ labelSelector }) => !selects(labelSelector, metadata.labels))
      .map(() => 'the pods are spread by labels that they do not have'),
  ];
}

/** The cluster must wait longer than the process needs: preStop first, then its own grace time. */
function faultsOfStop({ spec }: Pod, settings: Record<string, string>): string[] {
  const { lifecycle } = spec.containers[0];
  const preStopS = Number(lifecycle?.preStop?.exec.command[1] ?? 0);
  const graceS = Number(settings['SHUTDOWN_GRACE_MS']) / 1000;
  const givenS = spec.terminationGracePeriodSeconds ?? 30;
  return givenS > preStopS + graceS ? [] : [`is killed after ${givenS} s, but needs ${preStopS} + ${graceS}`];
}

/** Pods that end hold their connections: one at a time ends, so that docs/deploying.md counts them right. */
function faultsOfReplacing({ spec }: Workload): string[] {
  if (spec.replicas === 1) return [];
  const { maxUnavailable, maxSurge } = spec.strategy?.rollingUpdate ?? {};
  const isOneByOne = maxUnavailable === 0 && maxSurge === 1;
  const endsS = spec.template.spec.terminationGracePeriodSeconds ?? 30;
  return isOneByOne && (spec.minReadySeconds ?? 0) >= endsS ? [] : ['more than one pod may end at a time'];
}
