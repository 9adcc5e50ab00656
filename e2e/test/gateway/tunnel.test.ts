import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Child } from '../../src/child.ts';
import { layRules } from '../../src/gateway/bed-host.ts';
import { canHaveGateway } from '../../src/gateway/can-have-gateway.ts';
import { GatewayBed } from '../../src/gateway/gateway-bed.ts';
import { inNamespace } from '../../src/gateway/network.ts';
import { ANSWERS, HOME, INTERNET, LAN, PEER_PORT } from '../../src/gateway/plan.ts';
import { type Host, startHost } from '../../src/gateway/start-host.ts';
import { NO_WAY_OUT, notePings, ping, tryWaysOut } from '../../src/gateway/ways-out.ts';
import { withHosts } from '../../src/gateway/with-hosts.ts';
import { runProgram } from '../../src/run-program.ts';
import { ip } from '../../src/vpn.ts';
import { waitUntil } from '../../src/wait-until.ts';

const SERVICE_PORT = 8_080;

describe.runIf(canHaveGateway)('services behind the gateway', () => {
  let bed: GatewayBed;
  let gateway: Child;
  let inGateway: Host;

  beforeAll(async () => {
    bed = await GatewayBed.create();
    inGateway = startHost(bed.namespaces.gateway);
    await Promise.all(
      bed.services.map((service, index) => service.listen(LAN.services[index] ?? '', SERVICE_PORT)),
    );
    await bed.internet.pia.setFault('addKey', 'server-error');
    gateway = bed.start({ FORWARD_TO: `${LAN.services[0]}:${SERVICE_PORT}` });
    await waitUntil('the gateway has tried to register a key', async () => {
      const requests = await bed.internet.pia.requests();
      return requests.some(({ endpoint }) => endpoint === 'addKey');
    });
  });

  /** What all of them get from the internet. */
  const waysOut = async (): Promise<unknown> => {
    const [first, second] = bed.services;
    const { services, gateway: own } = bed.namespaces;
    return await Promise.all([
      tryWaysOut(first, services[0]),
      tryWaysOut(second, services[1]),
      tryWaysOut(inGateway, own),
    ]);
  };

  test('before there is a tunnel, neither services nor the gateway reach anything outside', async () => {
    const { host, services } = bed.namespaces;
    bed.oracle.reset();
    expect(await waysOut()).toEqual([NO_WAY_OUT, NO_WAY_OUT, NO_WAY_OUT]);
    expect(bed.oracle.read()).toMatchObject({ wireguard: 0, leaks: 0 });
    expect((await bed.readyz()).status).toBe(503);

    // The mutation: with neither the host's rule nor the gateway in the way, packets do leave.
    inNamespace(host, ['nft', 'delete', 'table', 'inet', 'portkeep_host']);
    ip('-n', services[0], 'route', 'replace', 'default', 'via', LAN.host);
    await tryWaysOut(bed.services[0], services[0]);
    expect(bed.oracle.read().leaks).toBeGreaterThan(0);
    ip('-n', services[0], 'route', 'replace', 'default', 'via', LAN.gateway);
    layRules(host);
  });

  test('without a tunnel, a question to a resolver fails at once', async () => {
    for (const server of [LAN.gateway, INTERNET.openResolver]) {
      const { address, ms } = await bed.services[0].resolve(server, 'udp');
      expect(address).toBeUndefined();
      expect(ms).toBeLessThan(300);
    }
  });

  test('the host reaches a service before there is a tunnel', async () => {
    expect(await bed.host.tcp(LAN.services[0], SERVICE_PORT)).toBe(`tcp to ${LAN.host}`);
  });

  test('with the tunnel, tcp, udp and icmp of every service leave as PIA’s address', async () => {
    await bed.internet.pia.clearFaults();
    gateway.kill('SIGHUP');
    await bed.ready(gateway);
    const pingers = notePings(bed.internet.peerNamespace);
    bed.oracle.reset();
    const { public: address } = await bed.server();
    const out = {
      ...{ tcp: `tcp to ${address}`, udp: `udp to ${address}` },
      ...{ icmp: true, dns: ANSWERS.pia },
    };
    expect(await waysOut()).toMatchObject([out, out, { ...out, dns: expect.anything() }]);
    expect(pingers()).toEqual([address]);
    const { wireguard, leaks } = bed.oracle.read();
    expect(wireguard).toBeGreaterThan(0);
    expect(leaks).toBe(0);
  });

  test.each(['udp', 'tcp'] as const)(
    'PIA’s resolver answers every question over %s',
    async (protocol) => {
      for (const server of [LAN.gateway, INTERNET.openResolver]) {
        const { address } = await bed.services[1].resolve(server, protocol);
        expect(address).toBe(ANSWERS.pia);
      }
    },
  );

  test('the forwarded port reaches the service over tcp and udp, with the client’s address', async () => {
    const port = await forwardedPort();
    const { peer } = bed.internet;
    const { public: address } = await bed.server();
    expect(await peer.tcp(address, port)).toBe(`tcp to ${INTERNET.peer}`);
    expect(await peer.udp(address, port)).toBe(`udp to ${INTERNET.peer}`);
    expect(readFileSync(bed.files.PORT_FILE, 'utf8')).toBe(`${port}\n`);
  });

  test('other ports stay closed, even if PIA sends packets for them', async () => {
    const { peer_ip: address } = await bed.status();
    const inside = startHost(bed.internet.namespace);
    expect(await inside.tcp(String(address), await forwardedPort())).toMatch(/^tcp to 10\./);
    for (const port of [SERVICE_PORT, 22, 9_799]) {
      expect(await inside.tcp(String(address), port)).toBeUndefined();
      expect(await inside.udp(String(address), port)).toBeUndefined();
    }
  });

  test('the API for port forwarding is asked inside the tunnel only', async () => {
    const { peer_ip: address } = await bed.status();
    const asked = (await bed.internet.pia.requests()).filter(({ endpoint }) =>
      ['getSignature', 'bindPort', 'ping'].includes(endpoint),
    );
    expect(new Set(asked.map(({ sourceAddress }) => sourceAddress))).toEqual(new Set([address]));
  });

  test('services reach no port of the host, and not the network behind it', async () => {
    const { host, services, home } = bed.namespaces;
    const printer = startHost(home);
    await Promise.all([
      bed.host.listen(LAN.host, PEER_PORT),
      printer.listen(HOME.printer, PEER_PORT),
    ]);
    const [service] = bed.services;
    ip('-n', services[0], 'route', 'add', `${HOME.printer}/32`, 'via', LAN.host);
    const tries = async () => [
      await service.tcp(LAN.host, PEER_PORT),
      await service.udp(LAN.host, PEER_PORT),
      await service.tcp(HOME.printer, PEER_PORT),
    ];
    expect(await tries()).toEqual([undefined, undefined, undefined]);
    // The mutation: it is the host's rules that keep them out.
    inNamespace(host, ['nft', 'delete', 'table', 'inet', 'portkeep_host']);
    const own = LAN.services[0];
    expect(await tries()).toEqual([`tcp to ${own}`, `udp to ${own}`, `tcp to ${own}`]);
    layRules(host);
    ip('-n', services[0], 'route', 'delete', `${HOME.printer}/32`);
  });

  test('the host reaches a service by its name during and after the loss of the tunnel', async () => {
    const url = `http://transmission.containers:${SERVICE_PORT}/`;
    const curl = ['curl', '-s', '--http0.9', '--max-time', '2', url];
    const reach = async () => await runProgram([...withHosts(bed.namespaces.host), ...curl]);
    expect(await reach()).toBe(`tcp to ${LAN.host}`);
    await bed.internet.pia.setRunning((await bed.server()).cn, false);
    await waitUntil('the loss is noticed', async () => (await bed.readyz()).status === 503);
    expect(await reach()).toBe(`tcp to ${LAN.host}`);
    await bed.ready(gateway);
    expect(await reach()).toBe(`tcp to ${LAN.host}`);
    expect(await ping(bed.namespaces.host, LAN.services[1])).toBe(true);
  });

  /** The port that PIA forwards to us at the moment. */
  async function forwardedPort(): Promise<number> {
    const { port } = await bed.status();
    const bound = await bed.internet.pia.bindings();
    expect(bound.map((binding) => binding.port)).toEqual([port]);
    return Number(port);
  }
});
