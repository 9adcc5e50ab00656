import { QBittorrentError } from '../qbittorrent-error.ts';
import type { HttpReply } from '../transport.ts';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED:
    'connection refused; check that qBittorrent runs and that its Web UI is switched on',
  ECONNRESET: 'the connection was closed; check that qBittorrent runs, and http against https',
  EHOSTUNREACH: 'no route to the host; check the address and the network',
  ENETUNREACH: 'no route to the network; check the address and the network',
  ENOTFOUND: 'the name is not known; check the address',
  EAI_AGAIN: 'the name cannot be looked up; check the DNS server',
};

/** What was tried, for the message of a failure. */
export interface Attempt {
  /** The operation, e.g. `read the version`. */
  readonly does: string;
  /** Host and port of qBittorrent. */
  readonly host: string;
  /** How long an answer could take, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Turns what a transport threw into a coded error. Only the error's code is taken over: messages
 * of HTTP clients quote URLs and headers.
 *
 * @param error What the transport threw.
 * @param attempt What was tried.
 * @returns The error to throw.
 */
export function networkError(error: unknown, attempt: Attempt): QBittorrentError {
  const { does, host } = attempt;
  const code = findCode(error);
  if (code === 'ETIMEDOUT') return timedOut(attempt);
  if (code === 'ERR_REPLY_TOO_LARGE') {
    return new QBittorrentError(
      'QBT_UNEXPECTED_RESPONSE',
      `Cannot ${does}: the reply of ${host} is too large; check that the address is the one of qBittorrent`,
    );
  }
  const reason = isTlsFailure(code)
    ? 'it does not speak TLS as asked; check http against https'
    : isCertificateCode(code)
      ? 'its certificate is not trusted; use a transport that knows its authority'
      : (REASONS[code] ?? 'the network failed; check the address and that qBittorrent runs');
  return new QBittorrentError(
    'QBT_UNREACHABLE',
    `Cannot ${does}: qBittorrent cannot be reached at ${host} (${code}): ${reason}`,
  );
}

/**
 * @param attempt What was tried.
 * @returns The error for when no answer came in time.
 */
export function timedOut({ does, host, timeoutMs }: Attempt): QBittorrentError {
  return new QBittorrentError(
    'QBT_TIMEOUT',
    `Cannot ${does}: qBittorrent at ${host} did not answer within ${timeoutMs} ms; check the address, and that qBittorrent is not overloaded`,
  );
}

/**
 * @param error What the transport threw.
 * @returns Whether it means that nobody was there: qBittorrent may have been restarted since.
 */
export function isDown(error: unknown): boolean {
  const code = findCode(error);
  return code !== 'ETIMEDOUT' && code !== 'ERR_REPLY_TOO_LARGE' && !isCertificateCode(code);
}

/** A reverse proxy speaks for a server that is not there. */
export function isProxyWithoutServer(reply: HttpReply): boolean {
  return reply.status >= 502 && reply.status <= 504;
}

/** OpenSSL's own codes: no certificate was seen, most often because plain http answers. */
function isTlsFailure(code: string): boolean {
  return code === 'EPROTO' || code.startsWith('ERR_SSL_');
}

function isCertificateCode(code: string): boolean {
  return /CERT|TLS|SSL|SIGNATURE|ISSUER/.test(code);
}

/** The first code in the chain of causes; a name in capitals, so that nothing else slips through. */
function findCode(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 5) return 'UNKNOWN';
  if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(error.code)) {
    return error.code;
  }
  return findCode(error.cause, depth + 1);
}
