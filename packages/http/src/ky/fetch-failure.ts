import { causesOf, findCode } from '../failure/find-code.ts';
import { toTransportFailure } from '../failure/to-transport-failure.ts';
import type { TransportFailure } from '../failure/transport-failure.ts';

/** What undici, Deno's `fetch` (rustls, hyper) and Bun's say where they set no code, or a vague one. */
const TEXTS: readonly (readonly [text: RegExp, code: string])[] = [
  [/not ?valid ?for ?(any )?names?\b/i, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [/invalid peer certificate: (certificate )?expired/i, 'CERT_HAS_EXPIRED'],
  [/invalid peer certificate: (certificate )?not ?valid ?yet/i, 'CERT_NOT_YET_VALID'],
  [/invalid peer certificate/i, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [/received corrupt message of type|wrong version number/i, 'ERR_SSL_WRONG_VERSION_NUMBER'],
  [/alert:? ?protocol ?version|peer is incompatible/i, 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
  [/alert:? ?certificate ?required/i, 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
  [/connection refused/i, 'ECONNREFUSED'],
  [/dns error|failed to lookup address/i, 'ENOTFOUND'],
  [/network is unreachable|no route to host|host is unreachable/i, 'EHOSTUNREACH'],
  [/bad port|blocked port|port .*(blocked|not allowed)/i, 'ERR_BLOCKED_PORT'],
  [
    /does not match the HTTP\/1\.1 protocol|invalid (HTTP|chunk|header|content)|parse error/i,
    'HPE_INVALID',
  ],
  [/unsuccessful tunnel|proxy connect/i, 'ERR_PROXY_TUNNEL'],
  [
    /connection (was )?(reset|closed|error)|unexpected e(of|nd of file)|incomplete|error reading a body|end of file/i,
    'ECONNRESET',
  ],
];

/** Codes under which other failures than a closed connection come, and which a text can tell apart. */
const VAGUE: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ERR_INVALID_STATE', 'EPROTO']);

/** One name for each failure where the runtimes have several. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/^(UND_ERR_SOCKET|ConnectionClosed|EPIPE)$/, 'ECONNRESET'],
  [/^ConnectionRefused$/, 'ECONNREFUSED'],
  [/^(FailedToOpenSocket|EAI_\w+)$/, 'ENOTFOUND'],
  [/^UND_ERR_\w+_TIMEOUT$/, 'ETIMEDOUT'],
  [/^HPE_\w+$/, 'HPE_INVALID'],
];

/**
 * Turns what `fetch` rejected with into a `TransportFailure`, with the same kind and code on each
 * runtime wherever the runtime says enough.
 */
export function fetchFailure(error: unknown): TransportFailure {
  const own = findCode(error);
  const code = own === undefined || VAGUE.has(own) ? (textCode(error) ?? own) : own;
  const same = SAME.find(([codes]) => codes.test(code ?? ''))?.[1];
  return toTransportFailure(error, same ?? code ?? 'ERR_NETWORK');
}

function textCode(error: unknown): string | undefined {
  const messages = causesOf(error).map(({ message }) => String(message));
  return TEXTS.find(([text]) => messages.some((message) => text.test(message)))?.[1];
}
