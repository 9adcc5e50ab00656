import type { ClientRequest } from 'node:http';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import { type LimitOptions, withinLimit } from '../client/within-limit.ts';
import { timedOut } from '../failure/timed-out.ts';
import { TransportFailure } from '../failure/transport-failure.ts';
import { checkAddress } from './check-address.ts';
import { checkAuthority } from './check-authority.ts';
import { loadHttps } from './load-https.ts';
import { nodeFailure } from './node-failure.ts';
import { proxyOptions } from './proxy-options.ts';

/** Which server {@link serverCertificate} asks, and whom it trusts. */
export interface ServerCertificateOptions extends Omit<LimitOptions, 'timedOut'> {
  /** The IP address to connect to. */
  readonly address: string;
  /** The port to connect to. */
  readonly port: number;
  /** The only certificate authorities to trust, in PEM form. */
  readonly ca: string;
  /** Connects by way of an HTTP proxy, as with `nodeTransport`. */
  readonly proxy?: URL | undefined;
}

/**
 * The certificate of a server whose name is not known yet, from a TLS handshake that sends no HTTP.
 * Everything about it is verified but its name.
 *
 * @throws {TransportFailure} When there is no secure connection, or not in time.
 * @throws {TypeError} When an option cannot be used.
 */
export async function serverCertificate(
  options: ServerCertificateOptions,
): Promise<PeerCertificate> {
  const { port, proxy, signal, timeoutMs } = options;
  const host = checkAddress(options.address);
  const ca = checkAuthority(options.ca);
  const https = loadHttps();
  const agent = new https.Agent({ ...proxyOptions(proxy), maxCachedSessions: 0 });
  const limits = { signal, timeoutMs, timedOut: () => timedOut(false) };
  try {
    return await withinLimit(limits, async (limit) => {
      // It is never ended, and so nothing of it is sent.
      const outgoing = https.request({
        host,
        port,
        ca,
        agent,
        servername: '',
        minVersion: 'TLSv1.2',
        rejectUnauthorized: true,
        // Skips only the check of the name; the chain is verified before this is called.
        checkServerIdentity: () => undefined,
      });
      limit.onStop(() => outgoing.destroy());
      try {
        return await verifiedCertificate(outgoing);
      } finally {
        outgoing.destroy();
      }
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw nodeFailure(error, { sent: false, viaProxy: proxy !== undefined });
  }
}

function verifiedCertificate(outgoing: ClientRequest): Promise<PeerCertificate> {
  return new Promise((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('close', () => reject(new TransportFailure('closed', CLOSED)));
    outgoing.on('socket', (socket: TLSSocket) => {
      const look = () => {
        const certificate = socket.getPeerCertificate();
        // Bun 1.3 also gets here, with no certificate, when the other side does not speak TLS.
        if (socket.authorized && certificate.subject) resolve(certificate);
        else reject(new TransportFailure('tls', UNVERIFIED));
        socket.destroy();
      };
      // Through a proxy, the connection is secure before the request gets it.
      if (socket.authorized) look();
      else socket.once('secureConnect', look);
    });
  });
}

const UNVERIFIED = { code: 'CERT_UNTRUSTED', tlsReason: 'untrusted', maybeSent: false } as const;
const CLOSED = { code: 'ECONNRESET', maybeSent: false } as const;
