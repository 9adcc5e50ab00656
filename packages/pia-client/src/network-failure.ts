import { nodeStyleCode } from './node-style-code.ts';
import { PiaError, type PiaErrorCode } from './pia-error.ts';

/** What the message of a network failure is made of. */
export interface NetworkFailureContext {
  /** How the message begins, e.g. `Cannot bind the port`. */
  readonly action: string;
  /** Which server it is: the advice differs. */
  readonly peer: 'public' | 'gateway';
  /** How long the call was allowed to take. */
  readonly timeoutMs: number;
}

type NetworkFailureCode = Extract<
  PiaErrorCode,
  | 'PIA_CONNECTION_REFUSED'
  | 'PIA_UNREACHABLE'
  | 'PIA_TIMEOUT'
  | 'PIA_NOT_PIA'
  | 'PIA_WRONG_HOSTNAME'
  | 'PIA_CERTIFICATE_EXPIRED'
  | 'PIA_UNEXPECTED_RESPONSE'
>;

/** By the codes that Node.js, undici, Deno's `node:` modules and Bun set. */
const RULES: readonly (readonly [NetworkFailureCode, RegExp])[] = [
  ['PIA_WRONG_HOSTNAME', /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/],
  ['PIA_CERTIFICATE_EXPIRED', /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/],
  ['PIA_NOT_PIA', /^(UNABLE_TO_(VERIFY|GET_ISSUER|DECRYPT)_?\w*|\w*SELF_SIGNED_CERT\w*)$/],
  ['PIA_NOT_PIA', /^(INVALID_(PURPOSE|CA)|PATH_LENGTH_EXCEEDED)$/],
  ['PIA_NOT_PIA', /^CERT_(UNTRUSTED|REJECTED|REVOKED|SIGNATURE_FAILURE|CHAIN_TOO_LONG)$/],
  // No TLS behind the port: Node and Bun say EPROTO or name the record, Deno 2.7 the alert.
  ['PIA_NOT_PIA', /^(EPROTO|ERR_SSL_(WRONG_VERSION_NUMBER|SSLV3_ALERT_HANDSHAKE_FAILURE))$/],
  ['PIA_CONNECTION_REFUSED', /^(ECONNREFUSED|ConnectionRefused)$/],
  ['PIA_TIMEOUT', /^(ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_\w+_TIMEOUT)$/],
  ['PIA_UNEXPECTED_RESPONSE', /^(ERR_REPLY_TOO_LARGE|HPE_\w+)$/],
];

/** What went wrong, and what to do about it. */
type Advice = Readonly<Record<NetworkFailureCode, readonly [problem: string, remedy: string]>>;

const PUBLIC: Advice = {
  PIA_CONNECTION_REFUSED: [
    'the server refuses the connection',
    'check its address and the firewall',
  ],
  PIA_UNREACHABLE: ['the connection failed', 'check that the internet and the DNS work from here'],
  PIA_TIMEOUT: ['no answer in time', 'check the internet connection'],
  PIA_NOT_PIA: [
    'the certificate of the server is not trusted',
    'check whether something intercepts the connection',
  ],
  PIA_WRONG_HOSTNAME: ['the certificate of the server is for another name', 'check the address'],
  PIA_CERTIFICATE_EXPIRED: [
    'the certificate of the server is not valid at the time of this machine',
    'check the clock',
  ],
  PIA_UNEXPECTED_RESPONSE: ['the answer is not HTTP, or too large', 'check the address'],
};

const GATEWAY: Advice = {
  PIA_CONNECTION_REFUSED: [
    'the gateway refuses the connection',
    'check its address, and that the region offers port forwarding',
  ],
  PIA_UNREACHABLE: ['the connection to the gateway failed', 'check that the VPN is up'],
  PIA_TIMEOUT: ['the gateway does not answer', 'check that the VPN is up'],
  PIA_NOT_PIA: [
    'this server cannot prove that it belongs to PIA',
    'check that the address is the one of a PIA gateway',
  ],
  PIA_WRONG_HOSTNAME: [
    'the certificate of the gateway is for another name',
    'learn its name again, the VPN server has changed',
  ],
  PIA_CERTIFICATE_EXPIRED: [
    'the certificate of the gateway is not valid at the time of this machine',
    'check the clock, or change the VPN server',
  ],
  PIA_UNEXPECTED_RESPONSE: [
    'the answer is not HTTP, or too large',
    'check that the address is the one of a PIA gateway',
  ],
};

/**
 * Turns what a transport rejected with into a coded error. Only the code of the original error is
 * kept: its message may quote the URL.
 */
export function networkFailure(error: unknown, context: NetworkFailureContext): PiaError {
  const cause = nodeStyleCode(error) ?? '';
  const code = RULES.find(([, codes]) => codes.test(cause))?.[0] ?? 'PIA_UNREACHABLE';
  const [problem, remedy] = (context.peer === 'gateway' ? GATEWAY : PUBLIC)[code];
  const reason = code === 'PIA_TIMEOUT' ? `${context.timeoutMs} ms` : cause;
  const inBrackets = reason === '' ? '' : ` (${reason})`;
  return new PiaError(code, `${context.action}: ${problem}${inBrackets}; ${remedy}`);
}
