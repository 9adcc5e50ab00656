import type { HttpBody, Transport } from '@portkeep/http';
import { kyTransport } from '@portkeep/http/ky';
import { type NodeTransportOptions, nodeTransport } from '@portkeep/http/node';
import type { TrustedBy } from '../hostile/authorities.ts';

/** How a transport is made for a server. */
export interface Setup {
  readonly trustedBy: TrustedBy;
  /** @param ca the certificate authority, for transports that take it as an option. */
  make(ca: string, options?: Limits): Transport<HttpBody>;
}

/** Options that both transports have, and one that only node has. */
export type Limits = Pick<NodeTransportOptions, 'maxBytes' | 'headers' | 'keepIdleMs'>;

/** The transports that have to behave alike. */
export const TRANSPORTS = {
  ky: { trustedBy: 'environment', make: (_ca, options) => kyTransport(options) },
  node: { trustedBy: 'environment', make: (_ca, options) => nodeTransport(options) },
  'node with ca': { trustedBy: 'own', make: (ca, options) => nodeTransport({ ...options, ca }) },
} satisfies Record<string, Setup>;

/** The name of a transport. */
export type TransportName = keyof typeof TRANSPORTS;

/** All of their names. */
export const TRANSPORT_NAMES: readonly TransportName[] = ['ky', 'node', 'node with ca'];
