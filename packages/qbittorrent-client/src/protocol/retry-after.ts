import type { HttpReply } from '../transport.ts';

/**
 * Reads `Retry-After`, which is a number of seconds or an HTTP date (RFC 9110, 10.2.3). qBittorrent
 * itself sends none, reverse proxies do.
 *
 * @param now Epoch milliseconds.
 * @returns Whole seconds from `now`; `undefined` without a readable header, or for a time gone by.
 */
export function retryAfterSeconds({ headers }: HttpReply, now: number): number | undefined {
  const header = String(headers['retry-after']);
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  return seconds >= 0 ? Math.ceil(seconds) : undefined;
}
