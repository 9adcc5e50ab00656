import { causesOf, findCode } from '../failure/find-code.ts';
import { sameCode } from '../failure/same-code.ts';
import { tlsCode } from '../failure/tls-code.ts';
import { toTransportFailure } from '../failure/to-transport-failure.ts';
import { isTransportFailure, TransportFailure } from '../failure/transport-failure.ts';

/** What undici, Deno's `fetch` (rustls, hyper) and Bun's say where they set no code, or a vague one. */
const TEXTS: readonly (readonly [text: RegExp, code: string])[] = [
  [/not ?valid ?for ?(any )?names?\b/i, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [/invalid peer certificate: (certificate )?expired/i, 'CERT_HAS_EXPIRED'],
  [/invalid peer certificate: (certificate )?not ?valid ?yet/i, 'CERT_NOT_YET_VALID'],
  [/invalid peer certificate/i, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [/connection refused/i, 'ECONNREFUSED'],
  [/dns error|failed to lookup address/i, 'ENOTFOUND'],
  [/network is unreachable/i, 'ENETUNREACH'],
  [/no route to host|host is unreachable/i, 'EHOSTUNREACH'],
  [/bad port|blocked port|port .*(blocked|not allowed)/i, 'ERR_BLOCKED_PORT'],
  [/bad upgrade/i, 'ERR_REPLY_UPGRADE'],
  // A body that ends in the middle of a chunk, which undici takes for a bad one.
  [/invalid EOF state/i, 'ECONNRESET'],
  [
    /does not match the HTTP\/1\.1 protocol|invalid (HTTP|chunk|header|content)|parse error|message head is too large|unexpected message/i,
    'HPE_INVALID',
  ],
  [/unsuccessful tunnel|proxy connect/i, 'ERR_PROXY_TUNNEL'],
  [
    /connection (was )?(reset|closed|error)|unexpected e(of|nd of file)|incomplete|error reading a body|end of file|handshake eof|broken pipe|operation was canceled/i,
    'ECONNRESET',
  ],
];

/** Codes under which other failures than a closed connection come, and which a text can tell apart. */
const VAGUE: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ERR_INVALID_STATE', 'EPROTO']);

/** Of failures that come before the connection is ready, some runtimes say so. */
const UNCONNECTED = /client error \(Connect\)|before secure TLS connection was established/i;

/**
 * Turns what `fetch` rejected with into a `TransportFailure`, with the same kind and code on each
 * runtime wherever the runtime says enough.
 */
export function fetchFailure(error: unknown): TransportFailure {
  if (isTransportFailure(error)) return error;
  const text = causesOf(error)
    .map(({ message }) => String(message))
    .join('\n');
  const own = findCode(error);
  const isVague = own === undefined || VAGUE.has(own);
  const code = (isVague ? codeOf(text) : undefined) ?? own ?? 'ERR_NETWORK';
  const failure = toTransportFailure(error, sameCode(code));
  if (!failure.maybeSent || !UNCONNECTED.test(text)) return failure;
  return new TransportFailure(failure.kind, { code: failure.code, maybeSent: false });
}

function codeOf(message: string): string | undefined {
  return tlsCode(message) ?? TEXTS.find(([text]) => text.test(message))?.[1];
}
