import { describe, expect, test } from 'vitest';
import { cleanUp } from '../src/clean-up.ts';
import { PiaElsewhere } from '../src/pia-elsewhere.ts';
import { hasReal } from '../src/require-real.ts';
import { runProgram } from '../src/run-program.ts';
import { ip, startWireguard, wg, wireguardKey } from '../src/vpn.ts';

const CUSTOMER = `pk${process.pid}c`;
const PIA = `pk${process.pid}p`;
const WEB = '198.18.0.20';
const LIST = '198.18.0.21';
const OTHERS = ['198.18.0.10', '198.18.0.11', LIST];
/** The names of their interfaces are unique on the machine: wireguard-go ignores namespaces. */
const SERVERS = [
  { cn: 'Server-11555-2a', device: `${PIA}1`, publicAddress: '198.18.0.10', net: '10.9.128' },
  { cn: 'stockholm404', device: `${PIA}2`, publicAddress: '198.18.0.11', net: '10.10.224' },
] as const;
const [FIRST, SECOND] = SERVERS;

async function setUp() {
  for (const namespace of [CUSTOMER, PIA]) {
    ip('netns', 'add', namespace);
    cleanUp(() => ip('netns', 'delete', namespace));
    ip('-n', namespace, 'link', 'set', 'lo', 'up');
  }
  ip('-n', CUSTOMER, 'link', 'add', 'under', 'type', 'veth', 'peer', 'under', 'netns', PIA);
  ip('-n', CUSTOMER, 'address', 'add', '198.18.0.2/24', 'dev', 'under');
  for (const each of [WEB, ...OTHERS])
    ip('-n', PIA, 'address', 'add', `${each}/24`, 'dev', 'under');
  for (const each of [CUSTOMER, PIA]) ip('-n', each, 'link', 'set', 'under', 'up');
  const servers = await Promise.all(
    SERVERS.map(async ({ cn, device, publicAddress, net }, index) => {
      const key = wireguardKey();
      const endpointPort = 1337 + index;
      await startWireguard(PIA, device);
      wg(PIA, device, key.file, ['listen-port', String(endpointPort)]);
      ip('-n', PIA, 'link', 'set', device, 'up');
      ip('-n', PIA, 'address', 'add', `${net}.1/32`, 'dev', 'lo');
      ip('-n', PIA, 'route', 'add', `${net}.0/24`, 'dev', device);
      const wireguard = { publicKey: key.public, endpointPort, peerPool: `${net}.0/24` };
      const gatewayAddress = `${net}.1`;
      const place = { publicAddress, gatewayAddress, regionId: 'sweden', lists: ['v7' as const] };
      return { cn, ...place, wireguard };
    }),
  );
  const pia = await PiaElsewhere.start(PIA, {
    ...{ servers, host: WEB, accountPort: 443, listHost: LIST, listPort: 443 },
    ...{ addKeyPort: 1337, metaPort: 443, gatewayPort: 19_999 },
    wireguardDevices: Object.fromEntries(SERVERS.map(({ cn, device }) => [cn, device])),
  });
  const { PIA_TOKEN_URL = '', PIA_USER, PIA_PASS, PIA_CA_FILE = '' } = pia.environment;
  const curl = async (...words: string[]): Promise<string> =>
    await runProgram([
      ...['ip', 'netns', 'exec', CUSTOMER, 'curl', '-sS', '--max-time', '5'],
      ...['--cacert', PIA_CA_FILE, ...words],
    ]);
  const login = ['-d', `username=${PIA_USER}&password=${PIA_PASS}`, PIA_TOKEN_URL];
  const { token } = JSON.parse(await curl(...login));
  const addKey = async ({ cn, publicAddress }: (typeof SERVERS)[number], publicKey: string) =>
    JSON.parse(
      await curl(
        ...['--get', '--connect-to', `${cn}::${publicAddress}:`, '--data-urlencode', `pt=${token}`],
        ...['--data-urlencode', `pubkey=${publicKey}`, `https://${cn}:1337/addKey`],
      ),
    );
  const ping = async ({ cn, net }: (typeof SERVERS)[number]) =>
    await curl('--connect-to', `${cn}::${net}.1:`, `https://${cn}:19999/ping`);
  return { pia, curl, addKey, ping };
}

const programs = ['curl', 'ip', 'wg', 'wireguard-go'];

describe.runIf(hasReal({ programs, root: true }))('a simulated server with WireGuard', () => {
  test('carries a real tunnel until it forgets the key, and its gateway is inside', async () => {
    const { pia, addKey, ping } = await setUp();
    const device = `${CUSTOMER}t`;
    const key = wireguardKey();
    const peer = await addKey(FIRST, key.public);
    expect(peer).toMatchObject({ server_vip: `${FIRST.net}.1`, peer_ip: `${FIRST.net}.2` });

    // Without the tunnel, packets do arrive, but the gateway refuses them.
    ip('-n', CUSTOMER, 'route', 'add', '10.0.0.0/8', 'via', WEB);
    expect(await ping(FIRST)).toContain('Unauthorized client');

    await startWireguard(CUSTOMER, device);
    wg(CUSTOMER, device, key.file, [
      ...['peer', peer.server_key, 'allowed-ips', '0.0.0.0/0'],
      ...['endpoint', `${peer.server_ip}:${peer.server_port}`],
    ]);
    ip('-n', CUSTOMER, 'address', 'add', `${peer.peer_ip}/32`, 'dev', device);
    ip('-n', CUSTOMER, 'link', 'set', device, 'up');
    ip('-n', CUSTOMER, 'route', 'replace', '10.0.0.0/8', 'dev', device);
    expect(await ping(FIRST)).toContain('pong');

    const pings = (await pia.requests()).filter(({ endpoint }) => endpoint === 'ping');
    expect(pings.map(({ sourceAddress, status }) => [sourceAddress, status])).toEqual([
      ['198.18.0.2', 401],
      [`${FIRST.net}.2`, 200],
    ]);

    await pia.forgetKeys(FIRST.cn);
    await expect(ping(FIRST)).rejects.toThrow(/timed out/i);
    await pia.setRunning(SECOND.cn, false);
    await expect(addKey(SECOND, key.public)).rejects.toThrow(/connect/i);
  });
});
