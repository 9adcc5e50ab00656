import type { HttpReply } from '../http-exchange.ts';

/**
 * Reads `Retry-After`, which is a number of seconds or an HTTP date (RFC 9110, 10.2.3).
 *
 * @param reply The reply.
 * @param now The present time in epoch milliseconds.
 * @returns Whole seconds from `now`, never negative; `undefined` without a readable header.
 */
export function retryAfterSeconds(
  { headers }: Pick<HttpReply, 'headers'>,
  now: number = Date.now(),
): number | undefined {
  const header = headers['retry-after'];
  if (typeof header !== 'string') return undefined;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header);
  // Every HTTP date begins with the name of a day; Date.parse alone would take "1.5" for a year.
  const at = /^\s*[A-Z][a-z]{2}/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}
