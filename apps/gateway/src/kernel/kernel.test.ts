import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasReal } from '../../../../e2e/src/require-real.ts';
import { waitUntil } from '../../../../e2e/src/wait-until.ts';
import { surroundings } from '../../test/samples.ts';
import { type KeyPair, keyPair, TunnelBed } from '../../test/tunnel-bed.ts';
import type { Forward } from '../rules/forward-maps.ts';
import { ipv4 } from '../values/ipv4.ts';
import type { TunnelEnd } from '../values/tunnel-end.ts';
import { Kernel } from './kernel.ts';

const canRun = hasReal({
  programs: ['ip', 'nft', 'wg', 'wireguard-go', 'bash', 'setpriv', 'sysctl'],
  root: true,
});
const { signal } = new AbortController();
const WAIT_MS = 6_000;
const dns = v.parse(ipv4, '10.0.0.243');
const forward: Forward = {
  port: 41_234,
  protocol: 'udp',
  target: { address: v.parse(ipv4, '10.100.0.10'), port: 8_080 },
};

// One tunnel, in the order of its life.
describe.runIf(canRun)('the kernel', () => {
  let bed: TunnelBed;
  let kernel: Kernel;
  const [first, second] = canRun ? [keyPair(), keyPair()] : [];
  let end: TunnelEnd;

  beforeAll(async () => {
    bed = await TunnelBed.create();
    kernel = new Kernel({ ...surroundings, tunnel: bed.tunnel }, bed.runner());
  });

  /** Whether the service reaches the server: without a listener, it answers with a reset. */
  function passes(): boolean {
    const connect = '(exec 3<>/dev/tcp/10.7.128.1/22) 2>&1 | grep -q "Connection refused"';
    const { service } = bed.namespaces;
    return bed.shell(service, `set -o pipefail; timeout 3 bash -c '${connect}'`) !== undefined;
  }

  /** How long a service waits until its query is refused; it would wait `WAIT_MS` for an answer. */
  function refusedQueryMs(resolver: string): number {
    const query = `exec 3<>/dev/udp/${resolver}/53; echo query >&3; ! read -t ${WAIT_MS / 1_000} <&3`;
    const begun = performance.now();
    expect(bed.shell(bed.namespaces.service, query)).toBe('');
    return performance.now() - begun;
  }

  function hasHandshake(key: KeyPair | undefined) {
    return waitUntil('the server has answered', async () => {
      const { wireguard } = await kernel.readState(signal);
      return wireguard?.publicKey === key?.public && wireguard?.peers[0]?.handshakeAt;
    });
  }

  test('before anything is set up, everything is missing', async () => {
    expect(await kernel.readState(signal)).toMatchObject({
      link: undefined,
      wireguard: undefined,
      table: undefined,
      isTableIntact: false,
    });
  });

  test('the closed table refuses a query of a service at once', async () => {
    await kernel.close(signal);
    expect((await kernel.readState(signal)).isTableIntact).toBe(true);
    expect(refusedQueryMs('10.100.0.2')).toBeLessThan(WAIT_MS / 2);
  });

  test.each([
    ['-all', 'KERNEL_NOT_PERMITTED'],
    ['-all,+net_admin', undefined],
  ])('a user with the capabilities %s closes the table with the result %s', async (caps, code) => {
    const user = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
    const wrapper = [...user, `--inh-caps=${caps}`, `--ambient-caps=${caps}`];
    const unprivileged = new Kernel(surroundings, bed.runner(wrapper));
    const closing = unprivileged.close(signal).catch((error: unknown) => error);
    if (code === undefined) expect(await closing).toBeUndefined();
    else expect(await closing).toMatchObject({ code });
  });

  test('the first configuration brings the tunnel up, and the open table leads into it', async () => {
    await bed.addInterface();
    if (!first) throw new Error('There is a first key');
    end = bed.register(first, '10.7.233.81');
    const config = [
      ...['[Interface]', `PrivateKey = ${first.secret}`, 'ListenPort = 51820'],
      ...['[Peer]', `PublicKey = ${end.serverKey}`, 'AllowedIPs = 0.0.0.0/0'],
      ...['Endpoint = 198.18.0.1:1337', 'PersistentKeepalive = 25', ''],
    ].join('\n');
    await kernel.configureFirst(end, config, signal);
    await hasHandshake(first);
    expect(passes()).toBe(false);
    // The route into the tunnel is there already, and the closed table does not swallow the query.
    expect(refusedQueryMs('8.8.8.8')).toBeLessThan(WAIT_MS / 2);
    await kernel.open({ dns, forward: undefined }, signal);
    expect(passes()).toBe(true);
    expect(await kernel.readState(signal)).toMatchObject({
      link: { up: true, mtu: 1_420, addresses: [{ address: end.address, prefixLength: 32 }] },
      wireguard: { listenPort: 51_820, peers: [{ publicKey: end.serverKey }] },
      routes: { isDefault: true, hosts: expect.arrayContaining([dns, end.gateway]) },
      isTableIntact: true,
    });
  });

  test('the forwarded port is read back as it was set, and the table stays intact', async () => {
    await kernel.setForward(forward, signal);
    expect(await kernel.readState(signal)).toMatchObject({
      table: { forwarded: [forwardedUdp()] },
      isTableIntact: true,
    });
    await kernel.setForward(undefined, signal);
    expect((await kernel.readState(signal)).table?.forwarded).toEqual([]);
  });

  test('a switch replaces key, peer, address and routes, and services pass again', async () => {
    if (!second) throw new Error('There is a second key');
    const next = { ...bed.register(second, '10.7.1.9'), dnsServers: [] };
    await kernel.switchTo(next, second.secret, signal);
    await hasHandshake(second);
    expect(passes()).toBe(true);
    expect(await kernel.readState(signal)).toMatchObject({
      link: { addresses: [{ address: next.address, prefixLength: 32 }] },
      wireguard: { peers: [{ publicKey: next.serverKey }] },
      routes: { isDefault: true, hosts: [next.gateway] },
    });
    await kernel.switchTo(next, second.secret, signal);
    expect(passes()).toBe(true);
    end = next;
  });

  test('lost routes are put back', async () => {
    await bed.runner()('ip', ['route', 'flush', 'dev', bed.tunnel], { signal });
    expect((await kernel.readState(signal)).routes).toEqual({
      isDefault: false,
      hosts: [],
      otherDefaults: [],
    });
    await kernel.restoreRoutes(end, signal);
    expect((await kernel.readState(signal)).routes?.isDefault).toBe(true);
  });

  test('a table that another program has changed or deleted is noticed', async () => {
    const rule = 'insert rule inet portkeep forward accept';
    await bed.runner()('nft', ['-f', '-'], { input: rule, signal });
    expect((await kernel.readState(signal)).isTableIntact).toBe(false);
    await kernel.open({ dns, forward }, signal);
    expect((await kernel.readState(signal)).isTableIntact).toBe(true);
    await bed.runner()('nft', ['-f', '-'], { input: 'delete table inet portkeep', signal });
    expect((await kernel.readState(signal)).table).toBeUndefined();
  });

  test('at the end, port, peer, address and routes are gone, and the closed table stays', async () => {
    await kernel.open({ dns, forward }, signal);
    await kernel.remove(signal);
    expect(passes()).toBe(false);
    expect(await kernel.readState(signal)).toMatchObject({
      link: { addresses: [] },
      wireguard: { peers: [] },
      routes: { isDefault: false, hosts: [], otherDefaults: [] },
      table: { forwarded: [] },
      isTableIntact: true,
    });
  });

  test('an interface that is gone is missing, and removing what it had does nothing', async () => {
    await bed.removeInterface();
    await waitUntil('the interface is gone', async () => !(await kernel.readState(signal)).link);
    expect((await kernel.readState(signal)).wireguard).toBeUndefined();
    await kernel.remove(signal);
  });
});

function forwardedUdp() {
  const { port, target } = forward;
  return { protocol: 'udp', port, target };
}
