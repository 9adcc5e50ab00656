import { TLSSocket, type TlsOptions } from 'node:tls';
import {
  CertificateAuthority,
  type CertificateRequest,
} from '../../../packages/simulators/src/pia/certificate-authority.ts';
import { afterRequest, replyAndEnd } from './after-request.ts';
import type { Behaviour } from './hostile-server.ts';

/** What is special about a server with TLS. */
export interface TlsServer {
  /** How its certificate differs from a good one. */
  readonly certificate?: Partial<CertificateRequest>;
  /** Who has signed it, if not the authority that the client trusts. */
  readonly signedBy?: 'stranger' | 'itself';
  readonly tls?: TlsOptions;
  readonly behave?: Behaviour;
}

/** Servers with something wrong in their TLS, and good ones to compare with. */
export const TLS_SERVERS = {
  'tls-good': {},
  'tls-untrusted': { signedBy: 'stranger' },
  'tls-self': { signedBy: 'itself' },
  'tls-wrong': { certificate: { commonName: 'other.test', alternativeNames: ['other.test'] } },
  'tls-expired': { certificate: { validFromDays: -30, validToDays: -1 } },
  'tls-future': { certificate: { validFromDays: 30, validToDays: 60 } },
  'tls-wrong-purpose': { certificate: { purpose: 'client' } },
  'tls-unknown-extension': { certificate: { unknownExtension: '1.3.6.1.4.1.99999.1' } },
  'tls-old': { tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } },
  'tls-client-cert': { tls: { requestCert: true, rejectUnauthorized: true } },
  'tls-client-cert-1.2': {
    tls: { requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' },
  },
  'tls-407': {
    behave: replyAndEnd(
      'HTTP/1.1 407 Credentials\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno',
    ),
  },
  'tls-fin': { behave: replyAndEnd('') },
  'tls-session': {
    behave: afterRequest((socket) => {
      const word = socket instanceof TLSSocket && socket.isSessionReused() ? 'old' : 'new';
      socket.end(`HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\n${word}`);
    }),
  },
  'http-on-https': {},
} satisfies Record<string, TlsServer>;

/** The certificate and the settings of a server. */
export function tlsOptionsOf(server: TlsServer, trusted: CertificateAuthority): TlsOptions {
  const { certificate, signedBy, tls } = server;
  const request: CertificateRequest = {
    commonName: '127.0.0.1',
    alternativeNames: ['127.0.0.1', 'pinned.test'],
    validFromDays: -1,
    validToDays: 30,
    purpose: 'server',
    ...certificate,
  };
  const stranger = new CertificateAuthority('A stranger');
  if (signedBy === 'itself') return { cert: stranger.pem, key: stranger.key };
  return { ...(signedBy === 'stranger' ? stranger : trusted).issue(request), ...tls };
}
