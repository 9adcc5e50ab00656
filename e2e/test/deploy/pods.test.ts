import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type DeployedContainer, deployedContainers } from '../../src/deploy/deployed-container.ts';
import { readManifests } from '../../src/deploy/manifests.ts';
import { startInPod } from '../../src/deploy/start-in-pod.ts';
import { startElsewhere } from '../../src/elsewhere.ts';
import { getInNamespace } from '../../src/get-in-namespace.ts';
import { KubernetesNode } from '../../src/kubernetes-node.ts';
import { Miniupnpd } from '../../src/miniupnpd.ts';
import { NatPmpNetwork, OUTSIDE } from '../../src/natpmp-network.ts';
import { hasReal } from '../../src/require-real.ts';
import { waitUntil } from '../../src/wait-until.ts';

const RENDERED = new URL('../../../deploy/kubernetes/rendered/', import.meta.url);
const TOKEN = 'a-token-of-the-secret';

/** A node before a real gateway, and the containers of an overlay, with which it is served. */
async function setUp(overlay: string) {
  const network = new NatPmpNetwork();
  const gateway = new Miniupnpd(network.router);
  await gateway.start();
  const node = new KubernetesNode(network.inside);
  const read = (name: string) => {
    const text = readFileSync(fileURLToPath(new URL(`${name}.yaml`, RENDERED)), 'utf8');
    return deployedContainers(readManifests(text), node.hostIp);
  };
  const start = (container: DeployedContainer, changes: Readonly<Record<string, string>> = {}) =>
    startInPod(container, node.wrapper(container.pod.hostNetwork ?? false), TOKEN, changes);
  /** Whether the readiness probe of a container succeeds, from the node as the kubelet asks. */
  const isReady = ({ container, ports, pod }: DeployedContainer) => {
    const { path = '', port } = container.readinessProbe?.httpGet ?? {};
    const address = pod.hostNetwork ? node.hostIp : node.podIp;
    const number = ports[String(port)];
    return getInNamespace(network.inside, `${address}:${number}`, path).status === 200;
  };
  const ready = (container: DeployedContainer) =>
    waitUntil(`${container.name} is ready`, () => isReady(container));
  return {
    network,
    gateway,
    node,
    containers: read(overlay),
    front: read('natpmp-front'),
    start,
    ready,
  };
}

const programs = ['ip', 'miniupnpd', 'nft'];

describe.runIf(hasReal({ programs, root: true }))('on a node behind a real gateway', () => {
  test('front-and-sidecar goes from nothing to a port that leads into the pod', async () => {
    const { network, gateway, node, containers, start, ready } = await setUp('front-and-sidecar');
    const [sidecar, front] = containers;
    if (sidecar?.app !== 'sidecar' || front?.app !== 'natpmp-front') throw new Error('No pair');
    // The sidecar may come first: one apply does not order its pods.
    const started = start(sidecar);
    await waitUntil('the API has not answered', () =>
      started.output.includes('tcp mapping failed'),
    );
    expect(started.output).not.toContain('mapping successful');
    start(front);
    await ready(front);
    await ready(sidecar);

    const port = Number(sidecar.environment.INTERNAL_PORT);
    const forwards = gateway.forwards().map(({ protocol, to }) => `${protocol} ${to}`);
    expect(forwards.toSorted()).toEqual([
      `tcp ${node.hostIp}:${port}`,
      `udp ${node.hostIp}:${port}`,
    ]);

    const app = startElsewhere(node.pod, 'peer-program.ts');
    await app('listen', node.podIp, port);
    const main = sidecar.pod.containers.find(({ name }) => name === 'my-app');
    for (const { hostPort, containerPort, protocol } of main?.ports ?? []) {
      if (!hostPort) throw new Error('No hostPort');
      node.openHostPort(protocol === 'UDP' ? 'udp' : 'tcp', hostPort, containerPort);
    }
    const peer = startElsewhere(network.outside, 'peer-program.ts');
    for (const { protocol, externalPort } of gateway.forwards()) {
      await waitUntil(`${protocol} is answered in the pod`, async () => {
        const answer = await peer(protocol, OUTSIDE.router, externalPort);
        return answer === `${protocol} to ${OUTSIDE.peer}`;
      });
    }
  });

  test('two sidecars of one pod map a port each, and one that takes the address of the other ends with 78', async () => {
    const {
      gateway,
      node,
      containers,
      front: [front],
      start,
      ready,
    } = await setUp('two-sidecars');
    const [first, second] = containers;
    if (!first || !second || !front) throw new Error('A container is missing');
    start(front);
    start(first);
    await ready(first);

    const { HTTP_LISTEN: taken = '' } = first.environment;
    const clumsy = start(second, { HTTP_LISTEN: taken });
    expect((await clumsy.exited).code).toBe(78);
    expect(clumsy.output).toContain(
      'HTTP_LISTEN cannot listen on *:9798: the address is in use; choose another',
    );

    start(second);
    await ready(second);
    await ready(first);
    const forwards = gateway.forwards().map(({ protocol, to }) => `${protocol} ${to}`);
    const ofNode = ['tcp 6881', 'tcp 6882', 'udp 6881'].map((each) =>
      each.replace(' ', ` ${node.hostIp}:`),
    );
    expect(forwards.toSorted()).toEqual(ofNode);
  });
});
