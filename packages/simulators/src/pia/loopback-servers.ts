import type { SimulatedServer } from './simulated-server.ts';

/**
 * Four servers with `wireguard`, each on loopback addresses of its own, as Linux has them without any
 * preparation: two in one region, one in another, one in a region without port forwarding.
 */
export function loopbackServers(): SimulatedServer[] {
  return [
    server('Server-11555-2a', 1, 'sweden'),
    server('Server-11556-0a', 2, 'sweden'),
    server('amsterdam447', 3, 'nl_amsterdam'),
    { ...server('losangeles405', 4, 'us_california'), portForward: false },
  ];
}

function server(cn: string, number: number, regionId: string): SimulatedServer {
  return {
    cn,
    gatewayAddress: `127.19.99.${number}`,
    publicAddress: `127.13.37.${number}`,
    regionId,
    lists: ['v6', 'v7'],
    wireguard: {},
  };
}
