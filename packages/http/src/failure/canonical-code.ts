import { causesOf } from './causes-of.ts';
import { findCode } from './find-code.ts';

/**
 * One code for each failure where the runtimes have several names, or only a text: undici, Bun,
 * Deno's `fetch` (rustls, hyper), OpenSSL. The first that fits counts.
 */
const CODES: readonly (readonly [known: RegExp, code: string])[] = [
  [/valid ?for ?(any )?names?\b/i, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [/peer certificate: (certificate )?expired/i, 'CERT_HAS_EXPIRED'],
  [/peer certificate: (certificate )?not ?valid ?yet/i, 'CERT_NOT_YET_VALID'],
  [/peer certificate:/i, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [/^UNHANDLED_CRITICAL/, 'UNSPECIFIED'],
  [/corrupt message of|wrong version number/i, 'ERR_SSL_WRONG_VERSION_NUMBER'],
  [/alert:? ?protocol ?version|unsupported protocol/i, 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
  [/certificate[ _]?required/i, 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
  [/alert:? ?handshake ?failure/i, 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'],
  [/^UND_ERR_\w+_TIMEOUT/, 'ETIMEDOUT'],
  [/too many open files/i, 'EMFILE'],
  [/requested address/i, 'EADDRNOTAVAIL'],
  [/cannot allocate memory|no buffer space/i, 'ENOMEM'],
  [/connection ?refused/i, 'ECONNREFUSED'],
  [/^(EAI_|FailedToOpen)|dns error|lookup address/i, 'ENOTFOUND'],
  [/network is unreachable/i, 'ENETUNREACH'],
  [/no route to host|host is unreachable/i, 'EHOSTUNREACH'],
  [/bad port|port \d+ are blocked/i, 'ERR_BLOCKED_PORT'],
  [/bad upgrade|^UnrequestedUpgrade/i, 'ERR_REPLY_UPGRADE'],
  [/unsuccessful tunnel|proxy connect/i, 'ERR_PROXY_TUNNEL'],
  // A body that ends in the middle of a chunk, which undici takes for a bad one.
  [/invalid EOF state/i, 'ECONNRESET'],
  [/^(HPE_|UND_ERR_(HEADERS|RES)_|Malformed_|Invalid(HTTP|Content))/, 'HPE_INVALID'],
  [
    /match the HTTP\/1|invalid (HTTP|chunk|header|content)|too large|unexpected message/i,
    'HPE_INVALID',
  ],
  [/^(EPIPE|ECONNABORTED|ERR_SOCKET_CLOSED|UND_ERR_SOCKET)/, 'ECONNRESET'],
  [/connection ?(reset|closed|error)|unexpected (eof|end of file)/i, 'ECONNRESET'],
  [/incomplete|error reading a body|handshake eof|broken pipe|was canceled/i, 'ECONNRESET'],
];

/** No code, or a code with several reasons: the text says which. */
const VAGUE = /^(UND_ERR_SOCKET|ERR_INVALID_STATE|EPROTO)?$/;

/**
 * The code of a failure, the same on each runtime wherever the runtime says enough.
 *
 * @param error What an HTTP client rejected with.
 * @returns A Node-style code.
 */
export function canonicalCode(error: unknown): string {
  const own = findCode(error) ?? '';
  const said = VAGUE.test(own) ? [own, ...textsOf(error)].join('\n') : own;
  return (CODES.find(([known]) => known.test(said))?.[1] ?? own) || 'UNKNOWN';
}

/** Deno quotes the URL, which may hold any word. */
function textsOf(error: unknown): readonly string[] {
  return causesOf(error).map(({ message }) => String(message).replace(/https?:\S+/g, ''));
}
