import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { expect, test } from 'vitest';
import { restrictedProblems } from '../../src/deploy/pod-security.ts';

const CONTAINER: IContainer = {
  name: 'it',
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};
const POD: IPodSpec = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [CONTAINER],
  volumes: [{ name: 'v', emptyDir: {} }],
};
const safe = CONTAINER.securityContext;

test('a pod that meets every rule of Pod Security "restricted" has no problem', () => {
  expect(restrictedProblems(POD)).toEqual([]);
});

test.each<[string, Partial<IPodSpec>]>([
  ['hostNetwork is set', { hostNetwork: true }],
  ['hostPID is set', { hostPID: true }],
  ['sysctls is set', { securityContext: { ...POD.securityContext, sysctls: [] } }],
  ['volume v is of kind hostPath', { volumes: [{ name: 'v', hostPath: { path: '/' } }] }],
  ['it: may run as root', { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } }],
  ['it: has no seccomp profile', { securityContext: { runAsNonRoot: true } }],
])('of the pod: %s', (problem, change) => {
  expect(restrictedProblems({ ...POD, ...change })).toEqual([problem]);
});

test.each<[string, Partial<IContainer>]>([
  ['is privileged', { securityContext: { ...safe, privileged: true } }],
  ['allows privilege escalation', { securityContext: { capabilities: { drop: ['ALL'] } } }],
  ['does not drop ALL capabilities', { securityContext: { ...safe, capabilities: {} } }],
  [
    'adds capabilities: NET_ADMIN',
    { securityContext: { ...safe, capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } } },
  ],
  ['may run as root', { securityContext: { ...safe, runAsNonRoot: false } }],
  ['runs as user 0', { securityContext: { ...safe, runAsUser: 0 } }],
  [
    'has no seccomp profile',
    { securityContext: { ...safe, seccompProfile: { type: 'Unconfined' } } },
  ],
  ['takes a port of the host', { ports: [{ containerPort: 1, hostPort: 1 }] }],
  ['has a probe of a host', { livenessProbe: { httpGet: { port: 1, host: 'elsewhere' } } }],
])('of a container, an init container too: %s', (problem, change) => {
  const container = { ...CONTAINER, ...change };
  expect(restrictedProblems({ ...POD, containers: [container] })).toEqual([`it: ${problem}`]);
  expect(restrictedProblems({ ...POD, initContainers: [container] })).toEqual([`it: ${problem}`]);
});
