import { isIP } from 'node:net';
import type { ActiveFault, FaultSlot } from '../fault-slot.ts';
import type { ConnectionFailure } from '../simulated-http.ts';
import { CONNECTION_FAULTS, type ConnectionFault, type PiaFaults } from './faults.ts';
import type { SimulatedServer } from './simulated-server.ts';

/** The name in the certificate that the `wrong-name` fault shows. */
export const WRONG_NAME = 'nowhere901';

/** What a client wants to reach. */
export interface Dial {
  /** The gateway's address; the connected server's when left out. */
  readonly address?: string | undefined;
  /** The name the client checks the certificate for; none if it checks only the chain. */
  readonly hostname?: string | undefined;
}

/** The outcome of a TLS connection to a gateway. */
export type SimulatedHandshake =
  | {
      readonly kind: 'connected';
      /** The name in the certificate. */
      readonly hostname: string;
      /** `cn-only`: the certificate has no subject alternative name. */
      readonly certificate: 'san' | 'cn-only';
    }
  | ConnectionFailure;

/** Decides the outcome of a connection, and uses up a connection fault. */
export function shakeHands(
  connected: SimulatedServer,
  { address, hostname }: Dial,
  faults: FaultSlot<PiaFaults['gateway']>,
): SimulatedHandshake {
  // The gateways of other servers are behind tunnels that do not exist now: packets get lost.
  if (address !== undefined && address !== connected.gatewayAddress) {
    return { kind: 'hang-before-tls' };
  }
  if (connected.portForward === false) return { kind: 'refuse' };
  return presentCertificate(connected.cn, hostname, faults.take(CONNECTION_FAULTS));
}

/** The outcome of a connection to the server with this name, for a client that expects `hostname`. */
export function presentCertificate(
  cn: string,
  hostname: string | undefined,
  active: ActiveFault<ConnectionFault> | undefined,
): SimulatedHandshake {
  const fault = active?.fault;
  const presented = fault === 'wrong-name' ? WRONG_NAME : cn;
  if (fault !== undefined && fault !== 'wrong-name' && fault !== 'cn-only-certificate') {
    return { kind: fault };
  }
  // Certificates name servers in capitals; names are compared without regard to case.
  if (hostname === undefined ? fault === 'wrong-name' : !sameName(hostname, presented)) {
    return { kind: 'wrong-name', presented };
  }
  const certificate = fault === 'cn-only-certificate' ? 'cn-only' : 'san';
  return { kind: 'connected', hostname: presented, certificate };
}

/** The host of an absolute URL, when it is a name: what the certificate has to have. */
export function nameIn(url: string): string | undefined {
  const host = /^https:\/\/([^/:]+)/i.exec(url)?.[1];
  return host === undefined || isIP(host) !== 0 ? undefined : host;
}

/** Whether two names of servers are the same. */
export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
