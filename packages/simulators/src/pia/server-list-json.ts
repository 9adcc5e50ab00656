import { regionDns, type ServerListVersion, type SimulatedServer } from './simulated-server.ts';

/** The first port of the groups that lead to sockets of a simulator. */
export interface ListedPorts {
  wg: number;
  meta: number;
}

function groups({ wg, meta }: ListedPorts): Record<string, unknown> {
  return {
    ikev2: [{ name: 'ikev2', ports: [500, 4500] }],
    meta: [{ name: 'meta', ports: [meta, 8080] }],
    ovpntcp: [{ name: 'openvpn_tcp', ports: [80, 443, 853, 8443], ncp: true }],
    ovpnudp: [{ name: 'openvpn_udp', ports: [8080, 853, 123, 53], ncp: true }],
    proxysocks: [{ name: 'socks', ports: [1080] }],
    wg: [{ name: 'wireguard', ports: [wg] }],
    // No client knows these: they have to be ignored.
    quantum: [{ name: 'teleport', ports: [4242], entangled: true }],
  };
}

/** The first line of a server list: what the real list has, its oddities included. */
export function serverListJson(
  servers: readonly SimulatedServer[],
  version: ServerListVersion,
  ports: ListedPorts,
): string {
  const listed = servers.filter((server) => server.lists.includes(version));
  const ids = [...new Set(listed.map((server) => server.regionId))];
  const regions = ids.map((id) =>
    region(
      id,
      listed.filter((server) => server.regionId === id),
    ),
  );
  return JSON.stringify({ groups: groups(ports), regions: [...regions, ...oddRegions(version)] });
}

function region(id: string, servers: readonly SimulatedServer[]): Record<string, unknown> {
  const names = servers.map(({ cn, publicAddress }) => ({ ip: publicAddress, cn }));
  return {
    id,
    name: id,
    country: id.slice(0, 2).toUpperCase(),
    auto_region: true,
    dns: regionDns(id),
    port_forward: servers.some((server) => server.portForward !== false),
    geo: false,
    offline: false,
    servers: {
      ikev2: names,
      meta: names,
      ovpntcp: names.map((name) => ({ ...name, van: false })),
      ovpnudp: names.map((name) => ({ ...name, van: false })),
      quantum: names,
      wg: names,
    },
  };
}

function oddRegions(version: ServerListVersion): Record<string, unknown>[] {
  const offline = { ...region('aq', []), offline: true, port_forward: true, servers: {} };
  const empty = { ...region('is_reykjavik', []), port_forward: true };
  const future = { ...region('de-frankfurt', []), dns: 'de-frankfurt.pvt.site', seats: [1, 2] };
  // A wrong type invalidates this region only, not the list.
  const bad = { ...region('xx_bad', []), port_forward: version === 'v7' ? 'yes' : 1 };
  return [offline, bad, empty, future];
}
