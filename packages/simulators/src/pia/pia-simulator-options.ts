import type { LoginLimit } from './account-table.ts';
import type { SimulatedDedicatedIp } from './dedicated-ip-table.ts';
import type { OnPeer } from './peer-table.ts';
import type { SimulatedServer } from './simulated-server.ts';
import type { IsTunnelSource } from './tunnel-source.ts';

/** The customer that every simulator knows by default. */
export const DEFAULT_ACCOUNTS: Readonly<Record<string, string>> = { p1234567: 'correct-horse' };

/** Settings of a `PiaSimulator`; each has a default that suits a test of one client. */
export interface PiaSimulatorOptions {
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** The same seed gives the same tokens, ports, payloads and keys. Default 1. */
  readonly seed?: number | undefined;
  /** Password by user name. Default `{ p1234567: 'correct-horse' }`. */
  readonly accounts?: Readonly<Record<string, string>> | undefined;
  /** Flood control of the logins. Default none. */
  readonly loginLimit?: LoginLimit | undefined;
  /** The VPN servers; the tunnel goes to the first one at the start. Default `defaultServers()`. */
  readonly servers?: readonly SimulatedServer[] | undefined;
  /** The dedicated IPs that customers have; every other token of one is invalid. Default none. */
  readonly dedicatedIps?: readonly SimulatedDedicatedIp[] | undefined;
  /**
   * Which requests came through the tunnel; the gateway answers others with 401. Default: those
   * from 10.0.0.0/8 and 127.0.0.0/8; at a server with `wireguard` those from its peers and from
   * 127.0.0.0/8.
   */
  readonly isTunnelSource?: IsTunnelSource | undefined;
  /** Called when a server with `wireguard` learns or forgets a key. */
  readonly onPeer?: OnPeer | undefined;
}
