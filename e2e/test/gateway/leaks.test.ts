import { existsSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { forwardChainRule } from '../../../apps/gateway/src/rules/host/forward-chain-rule.ts';
import type { Child } from '../../src/child.ts';
import { BRIDGE, layRules, setForwarding } from '../../src/gateway/bed-host.ts';
import { canHaveGateway } from '../../src/gateway/can-have-gateway.ts';
import { GatewayBed } from '../../src/gateway/gateway-bed.ts';
import { inNamespace } from '../../src/gateway/network.ts';
import { ANSWERS, INTERNET, LAN, PEER_PORT, SERVERS } from '../../src/gateway/plan.ts';
import { NO_WAY_OUT, tryWaysOut, type WaysOut } from '../../src/gateway/ways-out.ts';
import { hasReal, leaveOut } from '../../src/require-real.ts';
import { ip } from '../../src/vpn.ts';
import { waitUntil } from '../../src/wait-until.ts';

const SERVICE_PORT = 8_080;
const FILTER_FRAMES = 'net.bridge.bridge-nf-call-iptables';
/** Not every kernel shows the frames on a bridge to iptables. */
const canFilterFrames =
  canHaveGateway &&
  hasReal({ programs: ['iptables'] }) &&
  (existsSync(`/proc/sys/${FILTER_FRAMES.replaceAll('.', '/')}`) ||
    leaveOut('needs a kernel that shows frames on a bridge to iptables', true));

describe.runIf(canHaveGateway)('whatever breaks', () => {
  let bed: GatewayBed;
  let gateway: Child;

  beforeAll(async () => {
    bed = await GatewayBed.create();
    await bed.services[0].listen(LAN.services[0], SERVICE_PORT);
    await start();
  });

  afterEach(async () => {
    layRules(bed.namespaces.host);
    removeHostRoute();
    if (!bed.gatewayHasInterface()) {
      await stop();
      await bed.addInterface();
    }
    if (gateway.process.exitCode !== null || gateway.process.signalCode !== null) await start();
    else await bed.ready(gateway);
    // What another program has changed is put back at the next look.
    await waitUntil(
      'the rules and the route are back',
      () => {
        const table = bed.inGateway('nft', 'list', 'table', 'inet', 'portkeep');
        return (
          table.includes('masquerade') && defaultRoutes().some((each) => each.includes(bed.tunnel))
        );
      },
      { timeoutMs: 10_000 },
    );
  });

  async function start(): Promise<void> {
    gateway = bed.start({ FORWARD_TO: `${LAN.services[0]}:${SERVICE_PORT}` });
    await bed.ready(gateway);
  }

  async function stop(): Promise<void> {
    gateway.kill('SIGKILL');
    await gateway.exited;
  }

  const defaultRoutes = (): readonly string[] => {
    const routes = ip('-n', bed.namespaces.gateway, 'route', 'show', 'default');
    return routes.split('\n').filter((line) => line !== '');
  };

  const waysOut = async (): Promise<readonly WaysOut[]> => {
    const { services } = bed.namespaces;
    return await Promise.all(
      bed.services.map((service, index) => tryWaysOut(service, services[index] ?? '')),
    );
  };

  /** The gateway's only way out is the host. */
  const addHostRoute = () =>
    ip('-n', bed.namespaces.gateway, 'route', 'replace', 'default', 'via', LAN.host);

  function removeHostRoute(): void {
    for (const route of defaultRoutes().filter((each) => each.includes('eth0'))) {
      try {
        ip('-n', bed.namespaces.gateway, 'route', 'delete', ...route.trim().split(/\s+/));
      } catch {
        // The gateway itself was faster.
      }
    }
  }

  /** Takes the rules of both away and has the host route everything: only what is broken remains. */
  function mutate(): void {
    gateway.process.kill('SIGSTOP');
    bed.inGateway('nft', 'delete', 'table', 'inet', 'portkeep');
    inNamespace(bed.namespaces.host, ['nft', 'delete', 'table', 'inet', 'portkeep_host']);
    addHostRoute();
  }

  const breakages: readonly (readonly [string, () => unknown])[] = [
    ['the link of the tunnel is down', () => linkDown()],
    ['the interface is gone', () => bed.removeInterface('SIGTERM')],
    ['the program that makes the interface was killed', () => bed.removeInterface('SIGKILL')],
    ['the gateway was killed', () => stop()],
    ['PIA has forgotten the key', () => bed.internet.pia.forgetKeys()],
    ['the gateway has a default route by the host', () => addHostRoute()],
  ];

  function linkDown(): void {
    ip('-n', bed.namespaces.gateway, 'link', 'set', bed.tunnel, 'down');
  }

  test.each(breakages)('nothing leaves beside the tunnel when %s', async (_, breakIt) => {
    bed.oracle.reset();
    await breakIt();
    for (const { tcp, udp, dns } of await waysOut()) {
      // What gets through at all, or again, is PIA's.
      expect([undefined, ...SERVERS.map((each) => `tcp to ${each.public}`)]).toContain(tcp);
      expect([undefined, ...SERVERS.map((each) => `udp to ${each.public}`)]).toContain(udp);
      expect([undefined, ANSWERS.pia]).toContain(dns);
    }
    expect(bed.oracle.read().leaks).toBe(0);

    try {
      mutate();
      await waysOut();
      expect(bed.oracle.read().leaks).toBeGreaterThan(0);
    } finally {
      gateway.process.kill('SIGCONT');
    }
  });

  test('the gateway’s table comes back when another program deletes it, and the log says so once', async () => {
    const before = bed.inGateway('nft', 'list', 'table', 'inet', 'portkeep');
    const already = gateway.output.length;
    bed.oracle.reset();
    bed.inGateway('nft', 'delete', 'table', 'inet', 'portkeep');
    await waysOut();
    // Two ticks of the watchdog, and what a busy machine needs.
    await waitUntil(
      'the table is back',
      () => bed.inGateway('nft', 'list', 'table', 'inet', 'portkeep') === before,
      { timeoutMs: 4_000 },
    );
    expect(bed.oracle.read().leaks).toBe(0);
    await waitUntil('the log says so', () =>
      gateway.output.slice(already).includes('changed the table of nft;'),
    );
    expect(gateway.output.slice(already).match(/changed the table of nft;/g)).toHaveLength(1);
  });

  test('all of it works on a host that does not route', async () => {
    const { host } = bed.namespaces;
    setForwarding(host, false);
    try {
      const [first] = await waysOut();
      expect(first).toMatchObject({ icmp: true, dns: ANSWERS.pia });
      const { port } = await bed.status();
      const { public: address } = await bed.server();
      const { peer } = bed.internet;
      expect(await peer.tcp(address, Number(port))).toBe(`tcp to ${INTERNET.peer}`);
      expect(await bed.services[1].udp(INTERNET.peer, PEER_PORT)).toBe(`udp to ${address}`);
    } finally {
      setForwarding(host, true);
    }
  });

  test.runIf(canFilterFrames)(
    'all of it works where Docker drops what it does not know, once the documented line is there',
    async () => {
      const { host } = bed.namespaces;
      inNamespace(host, ['sysctl', '-qw', `${FILTER_FRAMES}=1`]);
      inNamespace(host, ['iptables', '-P', 'FORWARD', 'DROP']);
      const [, nothing] = await waysOut();
      expect(nothing).toEqual(NO_WAY_OUT);
      inNamespace(host, ['sh', '-c', forwardChainRule(BRIDGE)]);
      bed.oracle.reset();
      const [, second] = await waysOut();
      expect(second).toMatchObject({ icmp: true, dns: ANSWERS.pia });
      expect(bed.oracle.read().leaks).toBe(0);
    },
  );
});
