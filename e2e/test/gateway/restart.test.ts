import { beforeAll, describe, expect, test } from 'vitest';
import { type Child, STOPPED } from '../../src/child.ts';
import { canHaveGateway } from '../../src/gateway/can-have-gateway.ts';
import { GatewayBed } from '../../src/gateway/gateway-bed.ts';
import { INTERNET, LAN, PEER_PORT } from '../../src/gateway/plan.ts';

const SERVICE_PORT = 8_080;
const EVERY_MS = 10;
const RESTARTS = 10;

describe.runIf(canHaveGateway)('a gateway that starts again', () => {
  let bed: GatewayBed;
  let gateway: Child;
  let port: unknown;

  beforeAll(async () => {
    bed = await GatewayBed.create();
    await bed.services[0].listen(LAN.services[0], SERVICE_PORT);
    await start();
    ({ port } = await bed.status());
  });

  async function start(): Promise<void> {
    gateway = bed.start({ FORWARD_TO: `${LAN.services[0]}:${SERVICE_PORT}` });
    await bed.ready(gateway);
  }

  /** How often PIA was asked for what. */
  async function counts() {
    const { pia } = bed.internet;
    const keys = (await pia.requests()).filter(({ endpoint }) => endpoint === 'addKey').length;
    return { logins: await pia.count('logins'), claims: await pia.count('claims'), keys };
  }

  const rules = () => bed.inGateway('nft', 'list', 'ruleset');

  test('a gateway that was killed takes the tunnel over, and the service loses nothing', async () => {
    const { tunnel_since: since } = await bed.status();
    const before = await counts();
    const { public: address } = await bed.server();
    const [service] = bed.services;
    await service.startStream(INTERNET.peer, PEER_PORT, EVERY_MS);
    gateway.kill('SIGKILL');
    await gateway.exited;
    expect(await bed.internet.peer.tcp(address, Number(port))).toContain('tcp to');
    await start();
    expect(await bed.status()).toMatchObject({ port, tunnel_since: since });
    const { sent, received } = await service.stopStream();
    expect(sent).toBeGreaterThan(10);
    expect(sent - received).toBeLessThanOrEqual(2);
    expect(await counts()).toEqual(before);
  });

  test(`the port stays through ${RESTARTS} restarts with one login, and rules are not doubled`, async () => {
    const before = rules();
    const { claims } = await counts();
    for (let restart = 1; restart <= RESTARTS; restart += 1) {
      gateway.kill('SIGTERM');
      expect(await gateway.exited).toEqual(STOPPED);
      expect(rules()).not.toContain('masquerade');
      await start();
      expect(await bed.status()).toMatchObject({ port });
    }
    expect(rules()).toBe(before);
    expect(await counts()).toMatchObject({ logins: 1, claims });
    expect(await bed.internet.peer.udp((await bed.server()).public, Number(port))).toContain(
      'udp to',
    );
  });

  test('a target without a port gets the same one as PIA’s, and tcp alone leaves udp closed', async () => {
    gateway.kill('SIGTERM');
    await gateway.exited;
    await bed.services[1].listen(LAN.services[1], Number(port));
    gateway = bed.start({ FORWARD_TO: LAN.services[1], FORWARD_PROTOCOL: 'tcp' });
    await bed.ready(gateway);
    expect(await bed.status()).toMatchObject({ port });
    const { public: address } = await bed.server();
    const { peer } = bed.internet;
    expect(await peer.tcp(address, Number(port))).toBe(`tcp to ${INTERNET.peer}`);
    expect(await peer.udp(address, Number(port))).toBeUndefined();
  });
});
