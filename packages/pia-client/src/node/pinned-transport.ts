import { request as httpsRequest } from 'node:https';
import type { HttpRequest, Transport } from '../transport.ts';
import { transportError } from '../transport-error.ts';
import { collectReply } from './collect-reply.ts';
import { runWithin } from './run-within.ts';
import { trustedAuthority } from './trusted-authority.ts';

/** Options of {@link pinnedTransport}. */
export interface PinnedTransportOptions {
  /** The IP address to connect to, e.g. the gateway's `10.115.0.1`. */
  readonly address: string;
  /** The name that the server's certificate must be for; case does not matter. */
  readonly hostname: string;
  /** The only certificate authority to trust, in PEM form. @default {PIA_CA} */
  readonly ca?: string | undefined;
  /** The port to connect to; the port of the request's URL when left out. */
  readonly port?: number | undefined;
}

/**
 * A transport to one server that is reached by its address and known by its name, the way PIA's
 * gateways are: their names are not in the DNS and their certificates come from PIA's own
 * authority.
 *
 * Trusts `ca` alone, neither the system's authorities nor `NODE_EXTRA_CA_CERTS`. Nothing of a
 * request is sent before the certificate is verified to `ca`, in date and for `hostname`
 * (certificates that carry their name in the CN only are accepted, as PIA's older ones do). TLS
 * 1.2 or newer, one connection per request, no redirects, replies up to 64 KiB.
 *
 * @param options Where to connect and whom to trust.
 * @returns A transport for `https` URLs of `hostname`. Beside the rejections of {@link Transport}
 * it rejects with the code `HOSTNAME_MISMATCH` when asked for another host, whose secrets would go
 * to the wrong server.
 * @throws {TypeError} When `ca` is not a certificate in PEM form.
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
  const { address, hostname, port } = options;
  const ca = trustedAuthority(options.ca);
  return async (request, { signal, timeoutMs }) => {
    const url = urlOf(request, hostname);
    return await runWithin({ signal, timeoutMs }, ({ resolve, reject, onEnd }) => {
      const outgoing = httpsRequest(
        {
          host: address,
          port: port ?? (url.port || 443),
          path: url.pathname + url.search,
          method: request.method,
          headers: headersOf(request, url),
          ca,
          // The name to verify, too. A checkServerIdentity of our own would be asked too late on Bun
          // 1.3: it sends the request, with its secrets, before it waits for the verdict.
          servername: hostname,
          agent: false,
          minVersion: 'TLSv1.2',
          rejectUnauthorized: true,
        },
        (incoming) => collectReply(incoming, resolve, reject),
      );
      onEnd(() => outgoing.destroy());
      outgoing.on('error', (error) => reject(transportError(error)));
      outgoing.end(request.body);
    });
  };
}

function urlOf(request: HttpRequest, hostname: string): URL {
  const url = new URL(request.url);
  if (url.protocol !== 'https:' || url.hostname !== hostname.toLowerCase()) {
    const message = `Cannot send the request: this transport is for https and ${hostname} only`;
    throw Object.assign(new Error(message), { code: 'HOSTNAME_MISMATCH' });
  }
  return url;
}

function headersOf(request: HttpRequest, url: URL): Record<string, string | number> {
  const headers = { ...request.headers, host: url.host, connection: 'close' };
  if (request.body === undefined) return headers;
  return { ...headers, 'content-length': new TextEncoder().encode(request.body).byteLength };
}
