import type { FailureKind, TlsReason } from './failure-kind.ts';

/** What a code says: the kind, and for `tls` the reason. */
export interface KnownFailure {
  readonly kind: FailureKind;
  readonly tlsReason?: TlsReason | undefined;
}

/**
 * By the codes that Node.js, undici, Bun and Deno's `node:` modules set; the first that fits counts.
 * As short as the codes allow: every client carries this table.
 */
const RULES: readonly (readonly [RegExp, FailureKind, TlsReason?])[] = [
  [/TIMEDOUT$|_TIMEOUT$/, 'timeout'],
  [/^E([MN]FILE|NOMEM|NOBUFS|NOSPC|DQUOT|AGAIN|ADDR\w+|AI_MEMORY)$/, 'no-resources'],
  [/^(ECONNR|ConnectionR)EFUSED$/i, 'refused'],
  [/^E(HOST|NET|ACCES|PERM)/, 'unreachable'],
  [/^ENOTFOUND$|^EAI_/, 'name-not-found'],
  [/^ECONN|^EPIPE$|SOCKET(_CLOSED)?$/, 'closed'],
  [/^ERR_REPLY_TOO_LARGE$/, 'too-large'],
  [/^ERR_BLOCKED_PORT$/, 'port-blocked'],
  [/^ERR_PROXY_/, 'proxy-refused'],
  [/ALTNAME|^HOSTNAME/, 'tls', 'wrong-name'],
  [/^CERT_HAS_E/, 'tls', 'expired'],
  [/^CERT_NOT_Y/, 'tls', 'not-yet-valid'],
  [/CERTIFICATE_REQUIRED$/, 'tls', 'client-certificate'],
  [/_SSL_.*PROTOCOL/, 'tls', 'no-common-version'],
  [/^EPROTO$|WRONG_VERSION|_SSL_(HTTP|PACKET)_/, 'tls', 'not-tls'],
  // OpenSSL's verdicts on a chain; Node has no name for some of them (name constraints, extensions).
  [/^(CERT|CRL|ERROR_IN|UNABLE|DEPTH|SELF|INVALID|PATH|UNSPECIFIED|UNHANDLED)/, 'tls', 'untrusted'],
  [/^ERR_(SSL|TLS)_/, 'tls', 'other'],
  [/^HPE_|^ERR_REPLY_|^UND_ERR_(HEADERS|RES)_/, 'not-http'],
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
