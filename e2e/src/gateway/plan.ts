/** The internet of the tests. Its addresses are documentation's, so that none of them is anywhere else. */
export const INTERNET = {
  router: '198.51.100.1',
  host: '198.51.100.2',
  account: '198.51.100.20',
  list: '198.51.100.21',
  peer: '198.51.100.99',
  /** A resolver that everyone knows by its address; it is where the peer is. */
  openResolver: '8.8.8.8',
} as const;

/** The network behind the gateway. */
export const LAN = {
  host: '10.100.0.1',
  gateway: '10.100.0.2',
  services: ['10.100.0.10', '10.100.0.11'],
  proxyPort: 8888,
} as const;

/** Another network of the host's, which the bridge must not reach. */
export const HOME = { host: '192.168.77.1', printer: '192.168.77.9' } as const;

/** PIA's resolvers, which only tunnels lead to. */
export const PIA_DNS: readonly string[] = ['10.0.0.243', '10.0.0.242'];

/** What the resolvers say about every name. */
export const ANSWERS = { pia: '192.0.2.53', open: '192.0.2.88' } as const;

/** Where the peer answers over tcp and udp. */
export const PEER_PORT = 7_777;

/** Where it keeps connections open. */
export const PEER_OPEN_PORT = 7_778;

/** PIA's servers: two in the first region, one in the second. */
export const SERVERS = [
  { cn: 'stockholm401', region: 'sweden', public: '198.51.100.10', net: '10.9.128', port: 1337 },
  { cn: 'stockholm402', region: 'sweden', public: '198.51.100.11', net: '10.10.224', port: 1338 },
  { cn: 'Server-11555-2a', region: 'ch', public: '198.51.100.12', net: '10.11.96', port: 1339 },
] as const;

/** The UDP port of the gateway's tunnel. */
export const TUNNEL_PORT = 51_820;
