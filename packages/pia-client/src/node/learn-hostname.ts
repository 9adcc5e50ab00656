import { connect, type PeerCertificate } from 'node:tls';
import { checkTimeout } from '../check-timeout.ts';
import { PIA_GATEWAY_PORT } from '../gateway/gateway-address.ts';
import { networkFailure } from '../network-failure.ts';
import { PiaError } from '../pia-error.ts';
import { certificateName } from './certificate-name.ts';
import { runWithin } from './run-within.ts';
import { trustedAuthority } from './trusted-authority.ts';

/** Options of {@link learnHostname}. */
export interface LearnHostnameOptions {
  /** The IP address to ask, e.g. the gateway's `10.115.0.1`. */
  readonly address: string;
  /** The port to connect to. @default {19999} */
  readonly port?: number | undefined;
  /** The only certificate authority to trust, in PEM form. @default {PIA_CA} */
  readonly ca?: string | undefined;
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
 * @throws {PiaError} `PIA_NOT_PIA`, `PIA_CERTIFICATE_EXPIRED`, `PIA_CONNECTION_REFUSED`, `PIA_TIMEOUT` or
 * `PIA_UNREACHABLE`; `PIA_UNEXPECTED_RESPONSE` when the certificate names nobody.
 * @throws {TypeError} When `ca` is not a certificate in PEM form, or `timeoutMs` is out of range.
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
  const { address, port = PIA_GATEWAY_PORT, timeoutMs = 5_000, signal } = options;
  const ca = trustedAuthority(options.ca);
  checkTimeout(timeoutMs);
  const action = 'Cannot learn the name of the gateway';
  let certificate: PeerCertificate;
  try {
    certificate = await runWithin<PeerCertificate>(
      { signal, timeoutMs },
      ({ resolve, reject, onEnd }) => {
        const socket = connect({
          host: address,
          port,
          ca,
          minVersion: 'TLSv1.2',
          rejectUnauthorized: true,
          // Leaves out the check of the name alone; the chain is verified before this is asked.
          checkServerIdentity: () => undefined,
        });
        onEnd(() => socket.destroy());
        socket.on('secureConnect', () => {
          const certificate = socket.getPeerCertificate();
          // Bun 1.3 also gets here, with no certificate, when the other side does not speak TLS.
          if (socket.authorized && certificate.subject) resolve(certificate);
          else reject(Object.assign(new Error('Not verified'), { code: 'CERT_UNTRUSTED' }));
        });
        socket.on('error', reject);
        socket.on('close', () =>
          reject(Object.assign(new Error('Closed'), { code: 'ECONNRESET' })),
        );
      },
    );
  } catch (error) {
    signal?.throwIfAborted();
    throw networkFailure(error, { action, peer: 'gateway', timeoutMs });
  }
  const hostname = certificateName(certificate);
  if (hostname === undefined) {
    throw new PiaError(
      'PIA_UNEXPECTED_RESPONSE',
      `${action}: its certificate holds no host name; set the name by hand`,
    );
  }
  return { hostname };
}
