import type { FailureKind, TlsReason } from './failure-kind.ts';

/** What a code says: the kind, and for `tls` the reason. */
export interface KnownFailure {
  readonly kind: FailureKind;
  readonly tlsReason?: TlsReason | undefined;
}

/** By the codes that Node.js, undici, Bun and Deno's `node:` modules set; the first that fits counts. */
const RULES: readonly (readonly [RegExp, FailureKind, TlsReason?])[] = [
  [/^(E(SOCKET)?TIMEDOUT|UND_ERR_\w+_TIMEOUT)$/, 'timeout'],
  [/^(ECONNREFUSED|ConnectionRefused)$/, 'refused'],
  [/^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/, 'unreachable'],
  [/^(ENOTFOUND|EAI_\w+|FailedToOpenSocket)$/, 'name-not-found'],
  [/^(ECONNRESET|ECONNABORTED|EPIPE|ConnectionClosed|ERR_SOCKET_CLOSED|UND_ERR_SOCKET)$/, 'closed'],
  [/^ERR_REPLY_TOO_LARGE$/, 'too-large'],
  [/^ERR_BLOCKED_PORT$/, 'port-blocked'],
  [/^ERR_PROXY_TUNNEL$/, 'proxy-refused'],
  [/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/, 'tls', 'wrong-name'],
  [/^CERT_HAS_EXPIRED$/, 'tls', 'expired'],
  [/^CERT_NOT_YET_VALID$/, 'tls', 'not-yet-valid'],
  [/CERT(IFICATE)?_REQUIRED$|NO_CERTIFICATE/, 'tls', 'client-certificate'],
  [/PROTOCOL_VERSION$|UNSUPPORTED_PROTOCOL$/, 'tls', 'no-common-version'],
  [
    /^EPROTO$|^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/,
    'tls',
    'not-tls',
  ],
  // OpenSSL's verdicts on a chain; Node has no name for some of them (name constraints, extensions).
  [
    /^(CERT_|CRL_|ERROR_IN_C|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)|^(UNSPECIFIED|UNHANDLED_CRITICAL_EXTENSION)$/,
    'tls',
    'untrusted',
  ],
  [/^(INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED)$/, 'tls', 'untrusted'],
  [/^ERR_(SSL|TLS)_/, 'tls', 'other'],
  [/^(HPE_|ERR_REPLY_|UND_ERR_(HEADERS_OVERFLOW|RES_))/, 'not-http'],
  [
    /^(Malformed_HTTP_Response|Invalid(HTTPResponse|ContentLength)|UnrequestedUpgrade)$/,
    'not-http',
  ],
];

/**
 * What a Node-style code means.
 *
 * @param code The code, e.g. `ECONNREFUSED`.
 * @returns The kind, `other` for an unknown code.
 */
export function kindOfCode(code: string): KnownFailure {
  const rule = RULES.find(([codes]) => codes.test(code));
  return { kind: rule?.[1] ?? 'other', tlsReason: rule?.[2] };
}
