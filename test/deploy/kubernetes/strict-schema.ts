import { PodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';
import { PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { type Manifest } from './manifest';

interface Model {
  validate(): void;
}

/** The schemas that Kubernetes, KEDA and the Prometheus operator publish, compiled by the packages that carry them. */
const MODELS: Readonly<Record<string, new (manifest: never) => Model>> = {
  'apps/v1 Deployment': Deployment,
  'autoscaling/v2 HorizontalPodAutoscaler': HorizontalPodAutoscaler,
  'batch/v1 Job': Job,
  'keda.sh/v1alpha1 ScaledObject': ScaledObject,
  'monitoring.coreos.com/v1 PodMonitor': PodMonitor,
  'monitoring.coreos.com/v1 PrometheusRule': PrometheusRule,
  'monitoring.coreos.com/v1 ServiceMonitor': ServiceMonitor,
  'networking.k8s.io/v1 Ingress': Ingress,
  'networking.k8s.io/v1 NetworkPolicy': NetworkPolicy,
  'policy/v1 PodDisruptionBudget': PodDisruptionBudget,
  'v1 ConfigMap': ConfigMap,
  'v1 Namespace': Namespace,
  'v1 Service': Service,
  'v1 ServiceAccount': ServiceAccount,
};

/**
 * What a manifest has against its schema, unknown fields included. The published schemas let those pass, as the API server once did; but a
 * compiled schema asks for every field that it knows. So a field that it never asked for is one that it does not know.
 */
export function faultsOfSchema(manifest: Manifest): string[] {
  const Schema = MODELS[`${manifest.apiVersion} ${manifest.kind}`];
  if (Schema === undefined) return [`no schema for ${manifest.apiVersion} ${manifest.kind}`];
  const model = new Schema(manifest as never);
  const asked = new Map<object, Set<string>>();
  const faults: string[] = [];
  try {
    model.validate.call(watched(model, asked));
  } catch (error) {
    const { errors } = error as { errors?: { instancePath: string; message?: string }[] };
    if (errors === undefined) throw error;
    faults.push(...errors.map(({ instancePath, message }) => `${instancePath} ${message ?? 'is wrong'}`));
  }
  return [...faults, ...unasked(model, asked).map((field) => `${field} is no field of ${manifest.kind}`)];
}

/** An object that notes which fields of it, and of what is in it, are read. */
function watched(value: object, asked: Map<object, Set<string>>): object {
  return new Proxy(value, {
    get(target, field) {
      const read: unknown = Reflect.get(target, field);
      if (typeof field === 'string') asked.set(target, (asked.get(target) ?? new Set()).add(field));
      return isObject(read) ? watched(read, asked) : read;
    },
  });
}

function unasked(value: unknown, asked: Map<object, Set<string>>, at = ''): string[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([field, inner]) =>
    asked.get(value)?.has(field) === true ? unasked(inner, asked, `${at}/${field}`) : [`${at}/${field}`],
  );
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
