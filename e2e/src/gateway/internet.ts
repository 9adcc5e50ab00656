import { PiaElsewhere } from '../pia-elsewhere.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { ip, startWireguard, wg, wireguardKey } from '../vpn.ts';
import { addBridge, addNamespace, cable, inNamespace, nft } from './network.ts';
import { ANSWERS, INTERNET, PEER_OPEN_PORT, PEER_PORT, PIA_DNS, SERVERS } from './plan.ts';
import { type Host, startHost } from './start-host.ts';

const BRIDGE = 'net';

/** The internet of a bed: PIA with real WireGuard servers, and a peer outside of it. */
export interface Internet {
  readonly namespace: string;
  readonly pia: PiaElsewhere;
  readonly peer: Host;
  readonly peerNamespace: string;
}

/** Makes the internet; `plug` connects a host to it. */
export async function makeInternet(prefix: string): Promise<Internet> {
  const namespace = addNamespace(`${prefix}i`);
  const peerNamespace = addNamespace(`${prefix}x`);
  addBridge(namespace, BRIDGE, `${INTERNET.router}/24`);
  const others = [INTERNET.account, INTERNET.list, ...SERVERS.map((server) => server.public)];
  for (const each of others) ip('-n', namespace, 'address', 'add', `${each}/24`, 'dev', BRIDGE);
  inNamespace(namespace, ['sysctl', '-qw', 'net.ipv4.ip_forward=1']);
  cable(
    { namespace, name: 'to-peer', bridge: BRIDGE },
    { namespace: peerNamespace, name: 'eth0', address: `${INTERNET.peer}/24` },
  );
  ip('-n', peerNamespace, 'route', 'add', 'default', 'via', INTERNET.router);
  ip('-n', peerNamespace, 'address', 'add', `${INTERNET.openResolver}/32`, 'dev', 'lo');
  ip('-n', namespace, 'route', 'add', INTERNET.openResolver, 'via', INTERNET.peer);
  for (const each of PIA_DNS) ip('-n', namespace, 'address', 'add', `${each}/32`, 'dev', 'lo');
  leadTunnelsOut(namespace);
  const [pia, peer] = await Promise.all([startPia(prefix, namespace), startPeer(peerNamespace)]);
  const resolver = startHost(namespace);
  await Promise.all(PIA_DNS.map((each) => resolver.resolver(each, ANSWERS.pia)));
  return { namespace, pia, peer, peerNamespace };
}

/** Connects a host to the internet. */
export function plug(internet: Internet, namespace: string, name: string): void {
  cable(
    { namespace: internet.namespace, name: 'to-host', bridge: BRIDGE },
    { namespace, name, address: `${INTERNET.host}/24` },
  );
  ip('-n', namespace, 'route', 'add', 'default', 'via', INTERNET.router);
}

/** Each server's customers leave as the server, and the ports that they bound lead to them. */
function leadTunnelsOut(namespace: string): void {
  const leave = SERVERS.map(
    ({ net, public: address }) => `ip saddr ${net}.0/24 oifname "${BRIDGE}" snat to ${address}`,
  );
  nft(
    namespace,
    `table ip pia {
  map bound_ports { type ipv4_addr . inet_service : ipv4_addr; }
  chain arrivals {
    type nat hook prerouting priority dstnat; policy accept;
    dnat to ip daddr . tcp dport map @bound_ports
    dnat to ip daddr . udp dport map @bound_ports
  }
  chain departures {
    type nat hook postrouting priority srcnat; policy accept;
    ${leave.join('\n    ')}
  }
}
`,
  );
}

async function startPia(prefix: string, namespace: string): Promise<PiaElsewhere> {
  const servers = await Promise.all(
    SERVERS.map(async ({ cn, region, public: publicAddress, net, port }, index) => {
      const device = `${prefix}v${index}`;
      const key = wireguardKey();
      await startWireguard(namespace, device);
      wg(namespace, device, key.file, ['listen-port', String(port)]);
      ip('-n', namespace, 'link', 'set', device, 'up', 'mtu', '1420');
      ip('-n', namespace, 'address', 'add', `${net}.1/32`, 'dev', 'lo');
      ip('-n', namespace, 'route', 'add', `${net}.0/24`, 'dev', device);
      const place = { publicAddress, gatewayAddress: `${net}.1`, regionId: region };
      const wireguard = {
        ...{ publicKey: key.public, endpointPort: port },
        ...{ peerPool: `${net}.0/24`, dnsServers: PIA_DNS },
      };
      return { device, server: { cn, ...place, lists: ['v7'] as const, wireguard } };
    }),
  );
  return await PiaElsewhere.start(namespace, {
    // The gateway's user has to read the authority.
    folder: temporaryFolder(),
    servers: servers.map(({ server }) => server),
    ...{ host: INTERNET.account, accountPort: 443, listHost: INTERNET.list, listPort: 443 },
    ...{ addKeyPort: 1337, metaPort: 443, gatewayPort: 19_999 },
    wireguardDevices: Object.fromEntries(servers.map(({ server, device }) => [server.cn, device])),
    boundPorts: 'ip pia bound_ports',
  });
}

async function startPeer(namespace: string): Promise<Host> {
  const peer = startHost(namespace);
  await Promise.all([
    peer.listen(INTERNET.peer, PEER_PORT),
    peer.keepOpen(INTERNET.peer, PEER_OPEN_PORT),
    peer.resolver(INTERNET.openResolver, ANSWERS.open),
  ]);
  return peer;
}
