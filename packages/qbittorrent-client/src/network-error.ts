import { QBittorrentError } from './qbittorrent-error.ts';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED:
    'connection refused; check that qBittorrent runs and that its Web UI is switched on',
  ECONNRESET: 'the connection was closed; check that qBittorrent runs, and http against https',
  EHOSTUNREACH: 'no route to the host; check the address and the network',
  ENETUNREACH: 'no route to the network; check the address and the network',
  ENOTFOUND: 'the name is not known; check the address',
  EAI_AGAIN: 'the name cannot be looked up; check the DNS server',
};

/**
 * Turns what a transport threw into a coded error. Only the error's code is taken over: messages
 * of HTTP clients quote URLs and headers.
 *
 * @param error What the transport threw.
 * @param host The host and port that was tried.
 * @returns The error to throw.
 */
export function networkError(error: unknown, host: string): QBittorrentError {
  const code = findCode(error);
  if (code === 'ETIMEDOUT') {
    return new QBittorrentError(
      'QBT_TIMEOUT',
      `Cannot reach qBittorrent at ${host}: no answer in time; check the address, or that qBittorrent is not overloaded`,
    );
  }
  if (code === 'ERR_REPLY_TOO_LARGE') {
    return new QBittorrentError(
      'QBT_UNEXPECTED_RESPONSE',
      `Cannot read the reply of ${host}: it is too large; check that the address is the one of qBittorrent`,
    );
  }
  const reason = isCertificateCode(code)
    ? 'its certificate is not trusted; use a transport that knows its authority'
    : (REASONS[code] ?? 'the network failed; check the address and that qBittorrent runs');
  return new QBittorrentError(
    'QBT_UNREACHABLE',
    `Cannot reach qBittorrent at ${host} (${code}): ${reason}`,
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
