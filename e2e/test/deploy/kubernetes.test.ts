import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { deployTool } from '../../src/deploy/deploy-tool.ts';
import { deployedContainers } from '../../src/deploy/deployed-container.ts';
import { unknownVariables } from '../../src/deploy/known-variables.ts';
import { readManifests } from '../../src/deploy/manifests.ts';
import { containerProblems, restrictedProblems } from '../../src/deploy/pod-security.ts';
import { startDeployed } from '../../src/deploy/start-deployed.ts';
import { freePort } from '../../src/free-port.ts';
import { waitUntil } from '../../src/wait-until.ts';

const root = fileURLToPath(new URL('../../../deploy/kubernetes/', import.meta.url));
const overlays = readdirSync(join(root, 'overlays'));
const kustomize = deployTool('kustomize');
const rendered = (overlay: string) =>
  readFileSync(join(root, 'rendered', `${overlay}.yaml`), 'utf8');
const ENFORCE = 'pod-security.kubernetes.io/enforce';

const INTERNET = ['0.0.0.0/0', '::/0'];
const DAY_S = 24 * 3600;

/** What only pods in the network of the node, `hostPort` and gluetun may do. */
const UNRESTRICTED: Readonly<Record<string, readonly string[]>> = {
  'natpmp-front': ['hostNetwork is set'],
  'front-and-sidecar': ['my-app: takes a port of the host', 'hostNetwork is set'],
  'native-sidecar-host-network': ['hostNetwork is set'],
  'native-sidecar-host-port': ['my-app: takes a port of the host'],
  'daemon-gluetun': [
    'gluetun: allows privilege escalation',
    'gluetun: does not drop ALL capabilities',
    'gluetun: adds capabilities: NET_ADMIN',
    'gluetun: may run as root',
  ],
};

test('each overlay is in rendered/, and nothing else is', () => {
  expect(readdirSync(join(root, 'rendered')).sort()).toEqual(
    overlays.map((overlay) => `${overlay}.yaml`).sort(),
  );
});

describe.each(overlays)('overlays/%s', (overlay) => {
  test.runIf(kustomize)('is what stands in rendered/', async () => {
    const { stdout, problem } = kustomize?.('build', join(root, 'overlays', overlay)) ?? {
      stdout: '',
      problem: 'not installed',
    };
    expect(problem).toBe('');
    // `vitest run -u` writes it.
    await expect(stdout).toMatchFileSnapshot(join(root, 'rendered', `${overlay}.yaml`));
  });

  const manifests = readManifests(rendered(overlay));
  const ours = deployedContainers(manifests);

  test('has a NetworkPolicy for each of its pods outside the network of the node', () => {
    const expected = manifests.workloads
      .filter(({ spec }) => !spec?.template.spec?.hostNetwork)
      .map(({ metadata }) => `NetworkPolicy ${metadata?.namespace}/${metadata?.name}`);
    expect(manifests.names.filter((name) => name.startsWith('NetworkPolicy '))).toEqual(expected);
  });

  test('lets out to the internet by IPv6 where it does by IPv4', () => {
    for (const { spec } of manifests.policies) {
      for (const { to } of spec?.egress ?? []) {
        const blocks = (to ?? []).flatMap(({ ipBlock }) => ipBlock?.cidr ?? []);
        expect([[], INTERNET]).toContainEqual(blocks);
      }
    }
  });

  test('gives every container that waits for the VPN a day to start', () => {
    for (const { spec } of manifests.workloads) {
      const { initContainers = [], containers = [] } = spec?.template.spec ?? {};
      for (const { startupProbe } of [...(initContainers ?? []), ...containers]) {
        if (!startupProbe) continue;
        const { periodSeconds = 0, failureThreshold = 0 } = startupProbe;
        expect(Number(periodSeconds) * Number(failureThreshold)).toBe(DAY_S);
      }
    }
  });

  test('lets the namespace "monitoring" scrape the metrics', () => {
    const from = [
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } },
    ];
    for (const { pod, ports } of ours) {
      if (pod.hostNetwork) continue;
      const open = manifests.policies.flatMap(({ spec }) => spec?.ingress ?? []);
      const scraped = open.filter((rule) => isDeepStrictEqual(rule.from, from));
      const reached = scraped.flatMap((rule) => rule.ports ?? []).map(({ port }) => port);
      expect(reached).toEqual(expect.arrayContaining(Object.values(ports)));
    }
  });

  test('keeps to Pod Security "restricted", or its namespace says that it cannot', () => {
    const problems = manifests.workloads.flatMap(({ spec }) =>
      spec?.template.spec ? restrictedProblems(spec.template.spec) : ['There is no pod'],
    );
    expect(problems).toEqual(UNRESTRICTED[overlay] ?? []);
    expect(manifests.namespaces.map(({ metadata }) => metadata?.labels?.[ENFORCE])).toEqual([
      problems.length === 0 ? 'restricted' : 'privileged',
    ]);
  });

  test('has one pod at a time, without a token of the cluster', () => {
    for (const { spec } of manifests.deployments) {
      expect(spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    }
    for (const { spec } of manifests.workloads) {
      expect(spec?.template.spec).toMatchObject({ automountServiceAccountToken: false });
    }
  });

  test.each(ours)('$name keeps to "restricted" itself', ({ container, pod }) => {
    expect(containerProblems(container, pod)).toEqual([]);
    expect(container.securityContext?.readOnlyRootFilesystem).toBe(true);
  });

  test.each(ours)('$name sets only variables that its app knows', ({ app, environment }) => {
    const names = Object.keys(environment).filter((name) => name !== 'HOST_IP');
    expect(unknownVariables(app, names)).toEqual([]);
  });

  test.each(ours)('$name becomes ready, and each probe finds that', async (deployed) => {
    const { container, ports, environment } = deployed;
    const { status } = await startDeployed(deployed);
    await waitUntil('it is ready', async () => (await status.code('/readyz?sinks')) === 200);
    // Named, so that a port which another container of the pod has taken ends this one.
    const { HTTP_LISTEN: listen = '' } = environment;
    // In the network of the node on the one address that is probed, else on all of the pod's.
    const [, host, port] = /^(.*):(\d+)$/.exec(listen) ?? [];
    expect(host).toBe(deployed.pod.hostNetwork ? '[127.0.0.1]' : '*');
    expect([container.readinessProbe, container.livenessProbe]).not.toContain(undefined);
    const { startupProbe, readinessProbe, livenessProbe } = container;
    for (const probe of [startupProbe, readinessProbe, livenessProbe]) {
      if (!probe) continue;
      expect(ports[String(probe.httpGet?.port)]).toBe(Number(port));
      expect(await status.code(probe.httpGet?.path ?? '')).toBe(200);
    }
    // A second engine in the limits of the container would be too much.
    expect(JSON.stringify(container)).not.toContain('"exec"');
  });
});

test('the sidecars have the limits that were measured', () => {
  for (const overlay of ['classic-sidecar', 'native-sidecar']) {
    const [sidecar] = deployedContainers(readManifests(rendered(overlay)));
    expect(sidecar?.container.resources?.limits).toEqual({ cpu: '50m', memory: '32Mi' });
    expect(sidecar?.environment.NATPMP_SERVICE).toBe('[127.0.0.1]:8080');
  }
});

test('a native sidecar is started before the app is there that it tells the port', async () => {
  const [sidecar] = deployedContainers(readManifests(rendered('native-sidecar')));
  if (!sidecar) throw new Error('There is no sidecar');
  expect(sidecar.container.restartPolicy).toBe('Always');
  expect(sidecar.pod.initContainers).toContain(sidecar.container);
  // The app of the pod, which the kubelet starts only now.
  const absent = `localhost:${await freePort()}`;
  const { status } = await startDeployed(
    { ...sidecar, environment: { ...sidecar.environment, QBITTORRENT_HOST: absent } },
    { leaveHosts: ['QBITTORRENT_HOST'] },
  );
  await waitUntil('it is started', async () => (await status.code('/startupz')) === 200);
  expect(await status.code('/readyz')).toBe(200);
  expect(await status.code('/readyz?sinks')).toBe(503);
});

test('what the API would not take is told', () => {
  const text = rendered('native-sidecar');
  expect(() => readManifests(text.replace('failureThreshold', 'failureTreshold'))).toThrow(
    'keys that nobody knows: /spec/template/spec/initContainers/0/startupProbe/failureTreshold',
  );
  expect(() => readManifests(text.replace('value: "6881"', 'value: 6881'))).toThrow('not valid');
  expect(() => readManifests(text.replace('kind: Namespace', 'kind: Namespaces'))).toThrow();
});
