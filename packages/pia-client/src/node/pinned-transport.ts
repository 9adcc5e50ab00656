import type { Transport } from '../transport.ts';

/** Options of {@link pinnedTransport}. */
export interface PinnedTransportOptions {
  /** The IP address to connect to, e.g. the gateway's `10.115.0.1`. */
  readonly address: string;
  /** The name that the server's certificate must be for; case does not matter. */
  readonly hostname: string;
  /** The only certificate authority to trust, in PEM form. @default {PIA_CA} */
  readonly ca?: string | undefined;
  /** The port to connect to. @default the port of the request's URL */
  readonly port?: number | undefined;
}
export function pinnedTransport(_options: PinnedTransportOptions): Transport {
  throw new Error('not yet');
}
