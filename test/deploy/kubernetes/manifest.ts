import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';

/** A label selector, or the labels themselves. */
export interface Selector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values: string[] }[];
}
export interface Port {
  name?: string;
  containerPort?: number;
  port?: number | string;
  targetPort?: number | string;
}
export interface Probe {
  httpGet: { path: string; port: string };
}
export interface Container {
  name: string;
  image: string;
  command?: string[];
  args?: string[];
  env?: { name: string; value?: string }[];
  envFrom?: { configMapRef: { name: string } }[];
  ports?: Port[];
  lifecycle?: { preStop?: { exec: { command: string[] } } };
  volumeMounts: { name: string; mountPath: string }[];
  securityContext?: object;
  resources?: { requests?: object; limits?: { memory?: string; cpu?: string } };
  startupProbe?: Probe;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
}
export interface Pod {
  metadata: { labels: Record<string, string> };
  spec: {
    containers: [Container];
    automountServiceAccountToken?: boolean;
    securityContext?: object;
    terminationGracePeriodSeconds?: number;
    topologySpreadConstraints?: { labelSelector: Selector }[];
    volumes: {
      name: string;
      projected: {
        sources: {
          secret: { name: string; optional?: boolean; items?: { key: string; path: string }[] };
        }[];
      };
    }[];
  };
}

/** As much of a manifest as the checks here look at; its schema is looked at as a whole. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  data?: Record<string, string>;
  spec?: {
    replicas?: number;
    minReadySeconds?: number;
    activeDeadlineSeconds?: number;
    strategy?: { rollingUpdate?: { maxUnavailable: number; maxSurge: number } };
    egress?: { to: { ipBlock?: { cidr: string } }[]; ports: Port[] }[];
    template?: Pod;
    selector?: Selector & Record<string, unknown>;
    podSelector?: Selector;
    ports?: Port[];
    ingress?: { ports: Port[] }[];
    rules?: { http: { paths: { backend: { service: { name: string; port: { name: string } } } }[] } }[];
    endpoints?: Port[];
    podMetricsEndpoints?: Port[];
    scaleTargetRef?: { name: string };
  };
}

export const KUBERNETES = path.resolve(__dirname, '../../../deploy/kubernetes');

/** The manifests in a text, one for each document. */
export function manifestsIn(text: string): Manifest[] {
  return parseAllDocuments(text).map((document) => {
    if (document.errors[0] !== undefined) throw document.errors[0];
    return document.toJS() as Manifest;
  });
}

export interface Kustomization {
  kind: 'Kustomization' | 'Component';
  resources?: string[];
  components?: string[];
  patches?: object[];
  configMapGenerator?: { name: string; envs?: string[]; literals?: string[] }[];
}

/** The kustomization in a folder, by its path from deploy/kubernetes. */
export function kustomization(folder: string): Kustomization {
  return manifestsIn(read(`${folder}/kustomization.yaml`))[0] as unknown as Kustomization;
}

/** What a base or component brings itself, before anything is patched: its resources, and its generated ConfigMaps. */
export function resourcesOf(folder: string): Manifest[] {
  const { resources = [], configMapGenerator = [] } = kustomization(folder);
  const generated = configMapGenerator.map(({ name, envs = [] }) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: Object.assign({}, ...envs.map((file) => assignmentsIn(read(`${folder}/${file}`)))) as Record<
      string,
      string
    >,
  }));
  return [...resources.flatMap((file) => manifestsOf(`${folder}/${file}`)), ...generated];
}

/** The manifests in a file, by its path from deploy/kubernetes. */
export function manifestsOf(file: string): Manifest[] {
  return manifestsIn(read(file));
}

function read(file: string): string {
  return fs.readFileSync(path.join(KUBERNETES, file), 'utf8');
}

function assignmentsIn(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]));
}
