import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { DeployedApp, Limits, Mount } from './deployed-app.ts';
import { appOfImage } from './known-variables.ts';
import type { Manifests } from './manifests.ts';

/** A container of ours with the pod that it is in. */
export interface DeployedContainer extends DeployedApp {
  readonly container: IContainer;
  readonly pod: IPodSpec;
  /** Where it listens inside the pod, by the name of the port. */
  readonly ports: Readonly<Record<string, number>>;
}

/** What a node would put in place of its own address. */
const HOST_IP = '127.0.0.1';
const SECRET = 'from-the-secret';

/** The containers whose image is ours, init containers included, on a node with this address. */
export function deployedContainers(
  manifests: Manifests,
  hostIp: string = HOST_IP,
): readonly DeployedContainer[] {
  return manifests.workloads.flatMap(({ spec }) => {
    const pod = spec?.template.spec;
    if (!pod) return [];
    return [...(pod.initContainers ?? []), ...pod.containers].flatMap((container) => {
      const { name, image = '' } = container;
      const app = appOfImage(image);
      if (app === undefined) return [];
      const { runAsUser, runAsGroup } = { ...pod.securityContext, ...container.securityContext };
      const deployed = {
        name,
        app,
        environment: environmentOf(container, manifests, hostIp),
        mounts: mountsOf(container, pod),
        user: runAsUser === undefined ? undefined : `${runAsUser}:${runAsGroup}`,
        limits: limitsOf(container),
      };
      const ports = Object.fromEntries(
        (container.ports ?? []).map((port) => [port.name ?? '', port.containerPort]),
      );
      return [{ ...deployed, container, pod, ports }];
    });
  });
}

function environmentOf(
  { env = [], envFrom = [] }: IContainer,
  { configMaps }: Manifests,
  hostIp: string,
) {
  const environment: Record<string, string> = {};
  for (const { configMapRef } of envFrom ?? []) {
    const map = configMaps.find(({ metadata }) => metadata?.name === configMapRef?.name);
    if (!map) throw new Error(`There is no ConfigMap ${configMapRef?.name}`);
    Object.assign(environment, map.data);
  }
  for (const { name, value, valueFrom } of env ?? []) {
    const path = valueFrom?.fieldRef?.fieldPath;
    if (path !== undefined && path !== 'status.hostIP') throw new Error(`${name} is the ${path}`);
    // As the kubelet does: a reference looks back only, and stays as it is when there is none.
    environment[name] = (value ?? (path ? hostIp : SECRET)).replace(
      /\$\((\w+)\)/g,
      (reference, other: string) => environment[other] ?? reference,
    );
  }
  return environment;
}

function mountsOf({ volumeMounts = [] }: IContainer, { volumes = [] }: IPodSpec): Mount[] {
  return (volumeMounts ?? []).map(({ name, mountPath, readOnly = false }) => {
    const volume = (volumes ?? []).find((each) => each.name === name);
    if (!volume) throw new Error(`There is no volume ${name}`);
    return { path: mountPath, readOnly: readOnly ?? false, secret: volume.secret !== undefined };
  });
}

function limitsOf({ resources }: IContainer): Limits {
  const { cpu = '', memory = '' } = resources?.limits ?? {};
  const [, milli] = /^(\d+)m$/.exec(String(cpu)) ?? [];
  const [, mebibytes] = /^(\d+)Mi$/.exec(String(memory)) ?? [];
  return {
    cpuMilli: milli === undefined ? undefined : Number(milli),
    memoryMiB: mebibytes === undefined ? undefined : Number(mebibytes),
  };
}
