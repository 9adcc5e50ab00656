import type { PiaErrorCode } from './error.ts';

/** The codes of failures below HTTP. */
export type NetworkFailureCode = Extract<
  PiaErrorCode,
  | 'PIA_REFUSED'
  | 'PIA_UNREACHABLE'
  | 'PIA_TIMEOUT'
  | 'PIA_NOT_PIA'
  | 'PIA_WRONG_HOSTNAME'
  | 'PIA_CERTIFICATE_EXPIRED'
  | 'PIA_UNEXPECTED_RESPONSE'
>;

/** What {@link networkFailureCode} finds. */
export interface NetworkFailureCause {
  readonly code: NetworkFailureCode;
  /** The runtime's own code, e.g. `ECONNRESET`; never its text, which may quote the URL. */
  readonly detail?: string | undefined;
}

type Rule = readonly [NetworkFailureCode, RegExp];

/** By `code`, as Node.js, undici, Deno's `node:` modules and Bun set it. */
const BY_CODE: readonly Rule[] = [
  ['PIA_WRONG_HOSTNAME', /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/],
  ['PIA_CERTIFICATE_EXPIRED', /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/],
  [
    'PIA_NOT_PIA',
    /^(UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?)|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|INVALID_(PURPOSE|CA)|CERT_(UNTRUSTED|REJECTED|REVOKED|SIGNATURE_FAILURE|CHAIN_TOO_LONG)|PATH_LENGTH_EXCEEDED)$/,
  ],
  // No TLS at all behind the port: Node says EPROTO, Deno and Bun name the record.
  ['PIA_NOT_PIA', /^(EPROTO|ERR_SSL_(WRONG_VERSION_NUMBER|SSLV3_ALERT_HANDSHAKE_FAILURE))$/],
  ['PIA_REFUSED', /^(ECONNREFUSED|ConnectionRefused)$/],
  ['PIA_TIMEOUT', /^(ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_\w+_TIMEOUT)$/],
  ['PIA_UNEXPECTED_RESPONSE', /^(ERR_REPLY_TOO_LARGE|HPE_\w+)$/],
];

/** By text, for the `fetch` of Deno (rustls) and of others that set no code. */
const BY_TEXT: readonly Rule[] = [
  ['PIA_WRONG_HOSTNAME', /NotValidForName|not valid for (?:any )?names?\b/i],
  [
    'PIA_CERTIFICATE_EXPIRED',
    /invalid peer certificate: (?:Expired|NotValidYet|certificate (?:expired|not valid yet))/i,
  ],
  ['PIA_NOT_PIA', /invalid peer certificate|InvalidContentType/i],
  ['PIA_REFUSED', /connection refused/i],
];

/** Deep enough for every HTTP client, and an end for a chain that bites its tail. */
const MAX_DEPTH = 8;

/**
 * Finds out why a transport failed, from the codes along the error's `cause` chain, and where no
 * code tells, from known texts.
 */
export function networkFailureCode(error: unknown): NetworkFailureCause {
  const chain = causeChain(error);
  const codes = chain.map(({ code }) => code).filter((code) => typeof code === 'string');
  for (const code of codes) {
    const rule = BY_CODE.find(([, pattern]) => pattern.test(code));
    if (rule) return { code: rule[0], detail: code };
  }
  for (const { message } of chain) {
    const rule = BY_TEXT.find(([, pattern]) => pattern.test(String(message)));
    if (rule) return { code: rule[0] };
  }
  return {
    code: 'PIA_UNREACHABLE',
    detail: codes.find((code) => /^[A-Z][A-Z0-9_]{2,39}$/.test(code)),
  };
}

interface Link {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

function causeChain(error: unknown): readonly Link[] {
  const chain: Link[] = [];
  let link: unknown = error;
  while (typeof link === 'object' && link !== null && chain.length < MAX_DEPTH) {
    const current: Link = link;
    chain.push(current);
    link = current.cause;
  }
  return chain;
}
