import { findCode } from '../failure/find-code.ts';
import { kindOfCode } from '../failure/kind-of-code.ts';
import { isTransportFailure, TransportFailure } from '../failure/transport-failure.ts';

/** Node names the alerts of OpenSSL in the message only. */
const ALERTS: readonly (readonly [text: RegExp, code: string])[] = [
  [/alert protocol version|unsupported protocol/i, 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
  [/alert certificate required/i, 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
  [/alert handshake failure/i, 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'],
];

/** What cannot be told from a proxy that is not there, since every connection goes to the proxy. */
const NO_CONNECTION: ReadonlySet<string> = new Set(['refused', 'unreachable', 'name-not-found']);

/** What is known of an exchange that failed. */
export interface Circumstances {
  /** Bytes of the request may have left. */
  readonly sent: boolean;
  readonly viaProxy: boolean;
}

/** Turns an error of `node:http` into a `TransportFailure`. */
export function nodeFailure(error: unknown, { sent, viaProxy }: Circumstances): TransportFailure {
  if (isTransportFailure(error)) return error;
  const own = findCode(error) ?? 'UNKNOWN';
  const text = own === 'EPROTO' && error instanceof Error ? error.message : '';
  const code = ALERTS.find(([alert]) => alert.test(text))?.[1] ?? own;
  const { kind, tlsReason } = kindOfCode(code);
  return new TransportFailure(viaProxy && NO_CONNECTION.has(kind) ? 'proxy-refused' : kind, {
    code,
    tlsReason,
    // With TLS 1.3 a server refuses the client's certificate when the client believes to be connected.
    maybeSent: sent && tlsReason !== 'client-certificate',
  });
}
