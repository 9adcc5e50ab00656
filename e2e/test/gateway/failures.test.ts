import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPiaFault, PIA_FAULTS } from '@portkeep/simulators';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Child } from '../../src/child.ts';
import { canHaveGateway } from '../../src/gateway/can-have-gateway.ts';
import { GatewayBed } from '../../src/gateway/gateway-bed.ts';
import { INTERNET, LAN, PEER_PORT, SERVERS } from '../../src/gateway/plan.ts';
import { temporaryFolder } from '../../src/temporary-folder.ts';
import { waitUntil } from '../../src/wait-until.ts';

const SERVICE_PORT = 8_080;
/** Three looks of the watchdog, a second apart, and 5 s. */
const REPAIRED_MS = 8_000;
/** After these, the server has the new key, and the old one is dead. */
const REGISTERED = /^(reply-lost|cut-off|slow|slow-drip|(wrong|missing)-(status|[a-z]+_[a-z_]+))$/;
/** Each server would take 6 s; or nothing is wrong. */
const LEFT_OUT = /^(hang-|huge-body|cn-only-certificate)/;

/** Has thirty seconds pass in one; where every user may read it. */
function fastClock(): string {
  const copy = join(temporaryFolder(), 'clock.cjs');
  copyFileSync(new URL('../../src/fast-monotonic-clock.cjs', import.meta.url), copy);
  return copy;
}

describe.runIf(canHaveGateway)('a gateway whose servers fail', () => {
  let bed: GatewayBed;
  let gateway: Child;

  beforeAll(async () => {
    bed = await GatewayBed.create();
    await bed.services[0].listen(LAN.services[0], SERVICE_PORT);
    gateway = bed.start({ FORWARD_TO: `${LAN.services[0]}:${SERVICE_PORT}` });
    await bed.ready(gateway);
  });

  /** The server that the service leaves by. */
  async function exit(): Promise<(typeof SERVERS)[number] | undefined> {
    const answer = await bed.services[0].udp(INTERNET.peer, PEER_PORT);
    return SERVERS.find((server) => answer === `udp to ${server.public}`);
  }

  /** Resolves to the exit as soon as the service has one other than these, and its port is open there. */
  async function nextExit(...dead: readonly string[]) {
    return await waitUntil(
      `the service is back, and not by ${dead}`,
      async () => {
        const server = await exit();
        if (server === undefined || dead.includes(server.cn)) return false;
        const { port } = await bed.status();
        const answer = await bed.internet.peer.tcp(server.public, Number(port));
        return answer === `tcp to ${INTERNET.peer}` && server;
      },
      { timeoutMs: 40_000 },
    );
  }

  test('the old tunnel serves on while the registration of a new key fails', async () => {
    const { pia } = bed.internet;
    const before = await bed.status();
    const { cn } = await bed.server();
    const faults = PIA_FAULTS.addKey.filter(
      (name) => !REGISTERED.test(name) && !LEFT_OUT.test(name),
    );
    expect(faults.length).toBeGreaterThan(10);
    for (const fault of faults) {
      if (!isPiaFault('addKey', fault)) throw new Error(`There is no fault ${fault}`);
      await pia.setFault('addKey', fault);
      const failures = await failedRenewals();
      gateway.kill('SIGHUP');
      await waitUntil(
        `${fault} fails the renewal`,
        async () => (await failedRenewals()) > failures,
      );
      expect((await exit())?.cn, fault).toBe(cn);
    }
    await pia.clearFaults();
    expect(await bed.status()).toMatchObject({ peer_ip: before.peer_ip, port: before.port });
    gateway.kill('SIGHUP');
    await waitUntil('the tunnel is renewed', async () => {
      const { peer_ip: address } = await bed.status();
      return address !== before.peer_ip;
    });
  });

  test('services are back by another server soon after PIA has forgotten the key', async () => {
    const first = await bed.server();
    const begun = performance.now();
    await bed.internet.pia.forgetKeys();
    const server = await nextExit(first.cn);
    const ms = performance.now() - begun;
    console.info(`Back by ${server.cn} after ${Math.round(ms)} ms`);
    expect(server.region).toBe(first.region);
    expect(ms).toBeLessThan(REPAIRED_MS);
  });

  test('with the first region dead, the second one serves', async () => {
    const { pia } = bed.internet;
    const dead = SERVERS.filter(({ region }) => region === SERVERS[0].region);
    for (const { cn } of dead) await pia.setRunning(cn, false);
    const server = await nextExit(...dead.map(({ cn }) => cn));
    expect(server.cn).toBe(SERVERS[2].cn);
  });

  test('with every server dead, the gateway stays closed, says why, and comes back unaided', async () => {
    const { pia } = bed.internet;
    bed.oracle.reset();
    for (const { cn } of SERVERS) await pia.setRunning(cn, false);
    const reason = await waitUntil('the gateway says that it is not ready', async () => {
      const { status, body } = await bed.readyz();
      return status === 503 && body.includes('tunnel') && body;
    });
    expect(reason).toMatch(/tunnel: /);
    expect(await exit()).toBeUndefined();
    expect(bed.oracle.read().leaks).toBe(0);
    for (const { cn } of SERVERS) await pia.setRunning(cn, true);
    await nextExit();
    await bed.ready(gateway);
  });

  test('a gateway whose interface is gone for 30 s ends with 75, since only what made it can help', async () => {
    gateway.kill('SIGTERM');
    await gateway.exited;
    gateway = bed.start({
      FORWARD_TO: `${LAN.services[0]}:${SERVICE_PORT}`,
      NODE_OPTIONS: `--require=${fastClock()}`,
    });
    await bed.ready(gateway);
    bed.oracle.reset();
    await bed.removeInterface();
    expect(await gateway.exited).toEqual({ code: 75, signal: null });
    expect(gateway.output).toMatch(/interface .* is gone.*restart/);
    expect(await exit()).toBeUndefined();
    expect(bed.oracle.read().leaks).toBe(0);
  });

  /** The number of renewals that failed so far. */
  async function failedRenewals(): Promise<number> {
    const { body } = await bed.host.page(bed.url('metrics'));
    const counts = body.matchAll(/^portkeep_tunnel_renewals_total\{[^}]*failure[^}]*\} (\d+)$/gm);
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
  }
});
