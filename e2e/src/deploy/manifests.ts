import { validate as validateDaemonSet } from 'kubernetes-models/_schemas/IoK8sApiAppsV1DaemonSet';
import { validate as validateDeployment } from 'kubernetes-models/_schemas/IoK8sApiAppsV1Deployment';
import { validate as validateConfigMap } from 'kubernetes-models/_schemas/IoK8sApiCoreV1ConfigMap';
import { validate as validateNamespace } from 'kubernetes-models/_schemas/IoK8sApiCoreV1Namespace';
import { validate as validateClaim } from 'kubernetes-models/_schemas/IoK8sApiCoreV1PersistentVolumeClaim';
import { validate as validateService } from 'kubernetes-models/_schemas/IoK8sApiCoreV1Service';
import { validate as validatePolicy } from 'kubernetes-models/_schemas/IoK8sApiNetworkingV1NetworkPolicy';
import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { INamespace } from 'kubernetes-models/v1/Namespace';
import type { IService } from 'kubernetes-models/v1/Service';
import * as v from 'valibot';
import { parseAllDocuments } from 'yaml';
import { FOREIGN_KINDS, isPodMonitor, type PodMonitor } from './foreign-kinds.ts';
import { unknownKeys } from './unknown-keys.ts';

const Kind = v.object({
  kind: v.string(),
  metadata: v.object({ name: v.string(), namespace: v.optional(v.string()) }),
});
/** Compiled from the API's own description; what is wrong is in `errors` after a `false`. */
const VALIDATORS: Readonly<Record<string, (value: unknown) => boolean>> = {
  ConfigMap: validateConfigMap,
  DaemonSet: validateDaemonSet,
  Deployment: validateDeployment,
  Namespace: validateNamespace,
  NetworkPolicy: validatePolicy,
  PersistentVolumeClaim: validateClaim,
  Service: validateService,
};

/** What one `kustomize build` comes to. */
export interface Manifests {
  readonly deployments: readonly IDeployment[];
  /** What makes pods. */
  readonly workloads: readonly (IDeployment | IDaemonSet)[];
  readonly policies: readonly INetworkPolicy[];
  readonly services: readonly IService[];
  readonly podMonitors: readonly PodMonitor[];
  readonly configMaps: readonly IConfigMap[];
  readonly namespaces: readonly INamespace[];
  /** Such as `Deployment portkeep/my-app`, in their order. */
  readonly names: readonly string[];
}

/**
 * Reads manifests, unknown keys refused.
 *
 * @throws {Error} naming the first object that the API would not take, and why.
 */
export function readManifests(text: string): Manifests {
  const objects: unknown[] = parseAllDocuments(text).map((document) => document.toJS());
  const names = objects.map((object) => {
    const { kind, metadata } = v.parse(Kind, object);
    const name = `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
    const foreign = FOREIGN_KINDS.get(kind);
    if (foreign) {
      v.parse(foreign, object);
      return name;
    }
    const validate = VALIDATORS[kind];
    if (!validate) throw new Error(`${name}: no model of this kind is known here`);
    if (!validate(object)) {
      const errors: unknown = Reflect.get(validate, 'errors');
      throw new Error(`${name} is not valid: ${JSON.stringify(errors)}`);
    }
    const isObject = typeof object === 'object' && object !== null;
    const unknown = isObject ? unknownKeys(object, validate) : [];
    if (unknown.length > 0) {
      throw new Error(`${name} has keys that nobody knows: ${unknown.join(', ')}`);
    }
    return name;
  });
  return {
    deployments: objects.filter(isDeployment),
    workloads: objects.filter((object) => isDeployment(object) || isDaemonSet(object)),
    policies: objects.filter(isPolicy),
    services: objects.filter(isService),
    podMonitors: objects.filter((object) => isPodMonitor(object)),
    configMaps: objects.filter(isConfigMap),
    namespaces: objects.filter(isNamespace),
    names,
  };
}

function isDeployment(object: unknown): object is IDeployment {
  return validateDeployment(object);
}

function isDaemonSet(object: unknown): object is IDaemonSet {
  return validateDaemonSet(object);
}

function isPolicy(object: unknown): object is INetworkPolicy {
  return validatePolicy(object);
}

function isService(object: unknown): object is IService {
  return validateService(object);
}

function isConfigMap(object: unknown): object is IConfigMap {
  return validateConfigMap(object);
}

function isNamespace(object: unknown): object is INamespace {
  return validateNamespace(object);
}
