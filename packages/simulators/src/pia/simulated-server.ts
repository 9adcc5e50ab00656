import type { SimulatedWireGuard } from './simulated-wireguard.ts';

/** A VPN server with its port forwarding gateway. */
export interface SimulatedServer {
  /** The name in its certificate and in the server list, capitals included. */
  readonly cn: string;
  /** Where its gateway listens inside the tunnel. */
  readonly gatewayAddress: string;
  /** Its address on the internet, as in the server list. */
  readonly publicAddress: string;
  /** Id of its region, such as `nl_amsterdam`. */
  readonly regionId: string;
  /** The versions of the server list that name it. */
  readonly lists: readonly ServerListVersion[];
  /** False: connections to the gateway are refused, as in the United States. Default true. */
  readonly portForward?: boolean | undefined;
  /**
   * What it says to a claim that another server signed. By design a claim is good everywhere; the
   * opposite is reported of some servers. Default `accept`.
   */
  readonly foreignClaims?: 'accept' | 'bad-signature' | undefined;
  /**
   * With it, clients register WireGuard keys at the server's public address, and its gateway answers
   * the peers that it knows, whichever server the simulator is connected to.
   */
  readonly wireguard?: SimulatedWireGuard | undefined;
}

/** The two versions have the same shape and name mostly different servers. */
export type ServerListVersion = 'v6' | 'v7';

/** The public host name of a region, for which old servers show a certificate of a public CA. */
export function regionDns(regionId: string): string {
  return `${regionId.replaceAll('_', '-')}.privacy.network`;
}

/**
 * The server with this cn.
 *
 * @throws {RangeError} when there is none
 */
export function serverNamed(cn: string, servers: readonly SimulatedServer[]): SimulatedServer {
  const server = servers.find((candidate) => candidate.cn === cn);
  if (server !== undefined) return server;
  const known = servers.map((candidate) => candidate.cn).join(', ');
  throw new RangeError(`Cannot find the server '${cn}': the servers are ${known}`);
}

/**
 * Four servers: one in list v7 only with a new-style name, one in v6 only, one in both, and one
 * without port forwarding. The first is the one a simulator starts with.
 *
 * @param gatewayAddress one address for all gateways, when they have to share a socket
 */
export function defaultServers(gatewayAddress?: string): SimulatedServer[] {
  return [
    {
      cn: 'Server-11555-2a',
      gatewayAddress: gatewayAddress ?? '10.115.0.1',
      publicAddress: '203.0.113.10',
      regionId: 'sweden',
      lists: ['v7'],
    },
    {
      cn: 'amsterdam447',
      gatewayAddress: gatewayAddress ?? '10.9.128.1',
      publicAddress: '203.0.113.20',
      regionId: 'nl_amsterdam',
      lists: ['v6'],
    },
    {
      cn: 'london411',
      gatewayAddress: gatewayAddress ?? '10.10.224.1',
      publicAddress: '203.0.113.30',
      regionId: 'uk',
      lists: ['v6', 'v7'],
    },
    {
      cn: 'losangeles405',
      gatewayAddress: gatewayAddress ?? '10.2.112.1',
      publicAddress: '203.0.113.40',
      regionId: 'us_california',
      lists: ['v6', 'v7'],
      portForward: false,
    },
  ];
}
