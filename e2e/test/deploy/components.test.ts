import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { deployTool } from '../../src/deploy/deploy-tool.ts';
import { deployedContainers } from '../../src/deploy/deployed-container.ts';
import { readManifests } from '../../src/deploy/manifests.ts';
import { temporaryFolder } from '../../src/temporary-folder.ts';

const root = fileURLToPath(new URL('../../../deploy/kubernetes/', import.meta.url));
const kustomize = deployTool('kustomize');

/** What comes of an overlay of one's own, which adds a component to one of ours. */
function build(overlay: string, component: string) {
  const folder = temporaryFolder();
  const from = (...path: readonly string[]) => relative(folder, join(root, ...path));
  const text = [
    'apiVersion: kustomize.config.k8s.io/v1beta1',
    'kind: Kustomization',
    `namespace: ${overlay === 'daemon-gluetun' ? 'portkeep-vpn' : 'portkeep'}`,
    `resources: [${from('overlays', overlay)}]`,
    `components: [${from('components', component)}]`,
  ];
  writeFileSync(join(folder, 'kustomization.yaml'), `${text.join('\n')}\n`);
  const { stdout = '', problem } = kustomize?.('build', folder) ?? {};
  expect(problem).toBe('');
  return readManifests(stdout);
}

describe.runIf(kustomize)('added to an overlay,', () => {
  test.each([
    'classic-sidecar',
    'daemon-gluetun',
    'daemon-router',
    'front-and-sidecar',
    'two-sidecars',
  ])('pod-monitor scrapes each container of %s at the port of its status pages', (overlay) => {
    const manifests = build(overlay, 'pod-monitor');
    const [monitor] = manifests.podMonitors;
    const scraped = monitor?.spec.podMetricsEndpoints.map(({ port }) => port);
    const selected = monitor?.spec.selector.matchExpressions[0].values;
    for (const { spec, metadata } of manifests.workloads) {
      expect(monitor?.metadata.namespace).toBe(metadata?.namespace);
      expect(selected).toContain(spec?.template.metadata?.labels?.app);
    }
    for (const { ports, container } of deployedContainers(manifests)) {
      const probed = String(container.livenessProbe?.httpGet?.port);
      expect(Object.keys(ports)).toContain(probed);
      expect(scraped).toContain(probed);
    }
  });

  test('web-ui keeps the app in its Service while the sidecar is not ready', () => {
    const { names, services, policies } = build('native-sidecar', 'web-ui');
    expect(names).toContain('Service portkeep/my-app');
    expect(services.map(({ spec }) => spec?.publishNotReadyAddresses)).toEqual([true]);
    const port = services[0]?.spec?.ports?.[0]?.port;
    const open = policies.flatMap(({ spec }) => spec?.ingress ?? []).filter(({ from }) => !from);
    expect(open.flatMap(({ ports }) => ports ?? []).map((each) => each.port)).toContain(port);
  });

  test('without-readiness takes the readiness of a native sidecar away, and nothing else', () => {
    const [sidecar, ...others] = deployedContainers(build('native-sidecar', 'without-readiness'));
    expect(others).toEqual([]);
    const { readinessProbe, livenessProbe, startupProbe } = sidecar?.container ?? {};
    expect(readinessProbe).toBeUndefined();
    expect([livenessProbe, startupProbe]).not.toContain(undefined);
  });
});
