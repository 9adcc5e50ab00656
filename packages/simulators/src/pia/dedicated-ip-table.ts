import { type SimulatedServer, serverNamed } from './simulated-server.ts';

/** A dedicated IP that a customer has bought: a VPN server, at its public address, of its own. */
export interface SimulatedDedicatedIp {
  /** `DIP` and 29 more characters. It is a secret. */
  readonly token: string;
  /** The cn of its server, which needs `wireguard` and is usually in no list. */
  readonly cn: string;
  /** Milliseconds since 1970. Default: never, as far as a test goes. */
  readonly expiresAt?: number | undefined;
}

/** In 2100. */
const NEVER = 4_102_444_800_000;

/** A dedicated IP with what is known of it at some time. */
export interface KnownDedicatedIp extends SimulatedDedicatedIp {
  readonly status: 'active' | 'expired';
  readonly expiresAt: number;
}

/** The dedicated IPs that customers have. */
export class DedicatedIpTable {
  readonly #byToken: ReadonlyMap<string, SimulatedDedicatedIp>;

  /** @throws {RangeError} when one of them has none of these servers */
  constructor(dedicatedIps: readonly SimulatedDedicatedIp[], servers: readonly SimulatedServer[]) {
    for (const { cn } of dedicatedIps) serverNamed(cn, servers);
    this.#byToken = new Map(dedicatedIps.map((each) => [each.token, each]));
  }

  /** What belongs to the token, or `undefined` when it is invalid. */
  find(token: string, at: number): KnownDedicatedIp | undefined {
    const dedicatedIp = this.#byToken.get(token);
    if (dedicatedIp === undefined) return undefined;
    const { expiresAt = NEVER } = dedicatedIp;
    return { ...dedicatedIp, expiresAt, status: at < expiresAt ? 'active' : 'expired' };
  }
}
