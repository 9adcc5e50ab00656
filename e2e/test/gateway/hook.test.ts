import { chmodSync, chownSync, copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Child, STOPPED } from '../../src/child.ts';
import { canHaveGateway } from '../../src/gateway/can-have-gateway.ts';
import { GatewayBed } from '../../src/gateway/gateway-bed.ts';
import { LAN } from '../../src/gateway/plan.ts';
import { GATEWAY_UID } from '../../src/gateway/start-gateway.ts';
import { PROXY_PASSWORD } from '../../src/gateway/start-proxy.ts';
import { hasReal } from '../../src/require-real.ts';
import { temporaryFolder } from '../../src/temporary-folder.ts';
import { waitUntil } from '../../src/wait-until.ts';

const SCRIPT = fileURLToPath(new URL('../../src/gateway/transmission-hook.sh', import.meta.url));
const [TARGET] = LAN.services;
/** PIA's ports are all below it. */
const TOO_HIGH = '65535';

describe.runIf(canHaveGateway && hasReal({ programs: ['jq'] }))('the hook of the gateway', () => {
  let bed: GatewayBed;
  let gateway: Child;
  const folder = { path: '' };

  beforeAll(async () => {
    bed = await GatewayBed.create();
    folder.path = temporaryFolder();
    chownSync(folder.path, GATEWAY_UID, GATEWAY_UID);
    copyFileSync(SCRIPT, hook());
    chmodSync(hook(), 0o755);
  });

  const hook = () => join(folder.path, 'hook');

  /** How the hook was run, a line each. */
  const runs = (): readonly string[] => {
    const file = join(folder.path, 'runs');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  };

  const start = (environment: Readonly<Record<string, string>> = {}) => {
    gateway = bed.start({ FORWARD_TO: TARGET, ON_PORT_FORWARDED: hook(), ...environment });
  };

  const stop = async () => {
    gateway.kill('SIGTERM');
    expect(await gateway.exited).toEqual(STOPPED);
  };

  /** The port, once Transmission has been given this number of ports. */
  async function port(count: number): Promise<unknown> {
    await waitUntil('Transmission has the port', async () => {
      const ports = await bed.services[0].transmissionPorts();
      if (ports.length < count) throw new Error(gateway.output.slice(-3_000));
      return true;
    });
    return (await bed.status()).port;
  }

  test('a port below the lowest one allowed is never forwarded and never in the file', async () => {
    start({ FORWARD_MIN_PORT: TOO_HIGH });
    await waitUntil('the gateway says that it got no port', async () => {
      const { tunnel_state: state, last_error: error } = await bed.status();
      return state === 'up' && error !== null;
    });
    const claims = await bed.internet.pia.claims();
    expect(claims.length).toBeGreaterThan(1);
    expect(claims.length).toBeLessThanOrEqual(4);
    expect(bed.inGateway('nft', 'list', 'map', 'inet', 'portkeep', 'tcp_forward')).not.toContain(
      'elements',
    );
    expect(existsSync(bed.files.PORT_FILE)).toBe(false);
    expect(await bed.status()).toMatchObject({ port: null });
    expect(runs()).toEqual([]);
    await stop();
  });

  test('a script for Transmission is run again until the service answers, and sets the port', async () => {
    start();
    await waitUntil('the hook was run twice', () => runs().length >= 2);
    expect(await bed.services[0].transmissionPorts()).toEqual([]);
    await bed.services[0].startTransmission(TARGET);
    const first = await port(1);
    expect(await bed.services[0].transmissionPorts()).toEqual([first]);
    expect(runs()[0]).toBe(`${first} ${TARGET} ${first} tcp,udp none`);
  });

  test('the hook runs once at each start of the gateway, though the port is the same', async () => {
    const before = runs().length;
    await stop();
    start();
    const same = await port(2);
    expect(await bed.services[0].transmissionPorts()).toEqual([same, same]);
    expect(runs()).toHaveLength(before + 1);
  });

  test('the hook runs once for a new port, and knows the previous one', async () => {
    const { port: previous } = await bed.status();
    const before = runs().length;
    await bed.internet.pia.makeBusy(Number(previous));
    gateway.kill('SIGHUP');
    const next = await port(3);
    expect(next).not.toBe(previous);
    expect(runs().slice(before)).toEqual([`${next} ${TARGET} ${next} tcp,udp ${previous}`]);
  });

  test('the environment of the hook holds no secret', async () => {
    const environment = readFileSync(join(folder.path, 'environment'), 'utf8');
    const { pia } = bed.internet;
    const claims = (await pia.claims()).flatMap(({ payload, signature }) => [payload, signature]);
    const secrets = [...claims, ...(await pia.tokens()), PROXY_PASSWORD];
    const password = bed.environment.PIA_PASS ?? '';
    expect(environment).toContain('TARGET_IP=');
    expect([...secrets, password].filter((secret) => environment.includes(secret))).toEqual([]);
  });
});
