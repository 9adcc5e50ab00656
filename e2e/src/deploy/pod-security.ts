import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';

/** The volumes that "restricted" allows. */
const VOLUMES = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

const NOT_NEEDED = ['appArmorProfile', 'seLinuxOptions', 'sysctls', 'windowsOptions'];

/**
 * What a pod violates of the level "restricted" of the Pod Security Standards, as of Kubernetes 1.34;
 * empty when it meets the level. Settings for Windows, SELinux, AppArmor and sysctls are refused
 * even where the level allows some: we need none.
 */
export function restrictedProblems(pod: IPodSpec): string[] {
  const problems: string[] = [];
  for (const key of ['hostNetwork', 'hostPID', 'hostIPC'] as const) {
    if (pod[key]) problems.push(`${key} is set`);
  }
  for (const { name, ...source } of pod.volumes ?? []) {
    for (const kind of Object.keys(source)) {
      if (!VOLUMES.has(kind)) problems.push(`volume ${name} is of kind ${kind}`);
    }
  }
  for (const key of NOT_NEEDED) {
    if (JSON.stringify(pod).includes(`"${key}":`)) problems.push(`${key} is set`);
  }
  for (const container of [...(pod.initContainers ?? []), ...pod.containers]) {
    problems.push(...containerProblems(container, pod).map((text) => `${container.name}: ${text}`));
  }
  return problems;
}

/** The same for one container, with the settings of its pod. */
export function containerProblems(container: IContainer, pod: IPodSpec): string[] {
  const own = container.securityContext ?? {};
  const common = pod.securityContext ?? {};
  const added = (own.capabilities?.add ?? []).filter((name) => name !== 'NET_BIND_SERVICE');
  const seccomp = (own.seccompProfile ?? common.seccompProfile)?.type;
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
  const hooks = [
    livenessProbe,
    readinessProbe,
    startupProbe,
    lifecycle?.postStart,
    lifecycle?.preStop,
  ];
  const rules: readonly (readonly [broken: boolean, problem: string])[] = [
    [own.privileged === true, 'is privileged'],
    [own.allowPrivilegeEscalation !== false, 'allows privilege escalation'],
    [!own.capabilities?.drop?.includes('ALL'), 'does not drop ALL capabilities'],
    [added.length > 0, `adds capabilities: ${added.join(', ')}`],
    [(own.runAsNonRoot ?? common.runAsNonRoot) !== true, 'may run as root'],
    [(own.runAsUser ?? common.runAsUser) === 0, 'runs as user 0'],
    [seccomp !== 'RuntimeDefault' && seccomp !== 'Localhost', 'has no seccomp profile'],
    [(own.procMount ?? 'Default') !== 'Default', 'has another /proc'],
    [(container.ports ?? []).some(({ hostPort }) => hostPort), 'takes a port of the host'],
    [hooks.some((hook) => hook?.httpGet?.host || hook?.tcpSocket?.host), 'has a probe of a host'],
  ];
  return rules.flatMap(([broken, problem]) => (broken ? [problem] : []));
}
