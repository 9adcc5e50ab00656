import type { Transport } from '@portkeep/http';
import { nodeTransport } from '@portkeep/http/node';
import { PIA_CA } from '../ca.ts';

/** Options of {@link pinnedTransport}. */
export interface PinnedTransportOptions {
  /** The IP address to connect to, e.g. the gateway's `10.115.0.1`. */
  readonly address: string;
  /** The name that the server's certificate must be for; case does not matter. */
  readonly hostname: string;
  /** The only certificate authority to trust, in PEM form. @default {PIA_CA} */
  readonly ca?: string | undefined;
  /** The port to connect to. @default {the port of the request's URL} */
  readonly port?: number | undefined;
  /**
   * An HTTP proxy to connect through, whatever the environment says; its credentials, where it asks
   * for them, are part of the URL. For a proxy inside the VPN's tunnel.
   */
  readonly proxy?: URL | undefined;
}

/** The longest answer of a gateway is a few hundred bytes. */
const MAX_BYTES = 65_536;

/**
 * A transport to one server that is reached by its address and known by its name, the way PIA's
 * gateways are: their names are not in the DNS and their certificates come from PIA's own
 * authority.
 *
 * Trusts only `ca`, neither the authorities of the runtime nor `NODE_EXTRA_CA_CERTS`. Nothing of a
 * request is sent before the certificate is verified to `ca`, in date and for `hostname`
 * (certificates that carry their name in the CN only are accepted, as PIA's older ones do). TLS
 * 1.2 or newer, one connection per request, no redirects, replies up to 64 KiB.
 *
 * It is `nodeTransport` of `@portkeep/http/node` with these settings.
 *
 * @param options Where to connect and whom to trust.
 * @returns A transport for `https` URLs of `hostname`. Asked for another host, whose secrets would go
 * to the wrong server, it sends nothing and rejects with a `TransportFailure` of kind `tls`,
 * `wrong-name`.
 * @throws {TypeError} When `address` is not an IP address, `hostname` is missing, `ca` is not a certificate in
 * PEM form or `proxy` is not an http or https URL.
 * @throws {Error} For a `proxy` on a runtime that would ignore it.
 *
 * @example
 * ```ts
 * import { PiaGatewayClient } from '@portkeep/pia-client';
 * import { pinnedTransport } from '@portkeep/pia-client/node';
 *
 * const hostname = 'amsterdam447';
 * const transport = pinnedTransport({ address: '10.115.0.1', hostname });
 * const gateway = new PiaGatewayClient({ hostname, transport });
 * ```
 */
export function pinnedTransport(options: PinnedTransportOptions): Transport {
  const { address, hostname, ca = PIA_CA, port, proxy } = options;
  return nodeTransport({ ca, proxy, pin: { address, hostname, port }, maxBytes: MAX_BYTES });
}
