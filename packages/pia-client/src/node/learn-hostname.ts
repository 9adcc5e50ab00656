import { checkPort, checkTimeout, isTransportFailure } from '@portkeep/http/client';
import { checkAddress, checkAuthority, serverCertificate } from '@portkeep/http/node';
import { PIA_CA } from '../ca.ts';
import { PIA_GATEWAY_PORT } from '../gateway/gateway-address.ts';
import { networkError } from '../network-error.ts';
import { PiaError } from '../pia-error.ts';
import { readCertificateName } from './read-certificate-name.ts';

/** Options of {@link learnHostname}. */
export interface LearnHostnameOptions {
  /** The IP address to ask, e.g. the gateway's `10.115.0.1`. */
  readonly address: string;
  /** The port to connect to. @default {19999} */
  readonly port?: number | undefined;
  /** The only certificate authority to trust, in PEM form. @default {PIA_CA} */
  readonly ca?: string | undefined;
  /** An HTTP proxy to connect through, as with `pinnedTransport`. */
  readonly proxy?: URL | undefined;
  /** How long the handshake may take, in milliseconds from 1 to 2147483647. @default {5_000} */
  readonly timeoutMs?: number | undefined;
  /** Stops the call; the promise then rejects with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
}

/** What {@link learnHostname} found. */
export interface LearnedHostname {
  /** The name in the verified certificate, as it is written there. */
  readonly hostname: string;
}

/**
 * Learns the name of the gateway at an address from its certificate, in one TLS handshake that
 * sends no HTTP. The certificate must lead to `ca`, be in date and be one for servers; only its
 * name is not known yet. So the name is as trustworthy as the authority: compare it with the
 * signed server list to be sure that it is a server that PIA lists.
 *
 * @param options Where to connect and whom to trust.
 * @returns The name, for `PiaGatewayClient` and `pinnedTransport`.
 * @throws {PiaError} `PIA_NOT_PIA`, `PIA_CERTIFICATE_EXPIRED`, `PIA_CONNECTION_REFUSED`,
 * `PIA_TIMEOUT`, `PIA_UNREACHABLE`, `PIA_PROXY_REFUSED` or `PIA_NO_RESOURCES`; `PIA_UNEXPECTED_RESPONSE` when the
 * certificate holds no host name.
 * @throws {TypeError} When `address` is not an IP address, `ca` is not a certificate in PEM form,
 * `timeoutMs` is out of range, or `proxy` is not an http or https URL.
 * @throws {Error} For a `proxy` on a runtime that would ignore it.
 *
 * @example
 * ```ts
 * import { learnHostname, pinnedTransport, type Transport } from '@portkeep/pia-client/node';
 *
 * async function gatewayTransport(address: string): Promise<Transport> {
 *   const { hostname } = await learnHostname({ address, timeoutMs: 3_000 });
 *   return pinnedTransport({ address, hostname });
 * }
 * ```
 */
export async function learnHostname(options: LearnHostnameOptions): Promise<LearnedHostname> {
  const { port = PIA_GATEWAY_PORT, proxy, timeoutMs = 5_000, signal } = options;
  const address = checkAddress(options.address);
  const ca = checkAuthority(options.ca ?? PIA_CA);
  checkPort(port);
  checkTimeout(timeoutMs);
  const action = 'Cannot learn the name of the gateway';
  const failed = networkError({ action, peer: 'gateway', timeoutMs });
  const server = { address, port, ca, proxy, signal, timeoutMs };
  const certificate = await serverCertificate(server).catch((error: unknown) => {
    throw isTransportFailure(error) ? failed(error) : error;
  });
  const hostname = readCertificateName(certificate);
  if (hostname === undefined) {
    throw new PiaError(
      'PIA_UNEXPECTED_RESPONSE',
      `${action}: its certificate holds no host name`,
      'set the name by hand',
    );
  }
  return { hostname };
}
