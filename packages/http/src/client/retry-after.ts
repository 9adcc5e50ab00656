import type { HttpReply } from '../http-exchange.ts';

const TIME = '\\d{2}:\\d{2}:\\d{2}';
/** The three forms of a date in HTTP (RFC 9110, 5.6.7). The last one names no zone, and means GMT. */
const DATE = new RegExp(
  `^[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} ${TIME} GMT$|` +
    `^[A-Z][a-z]{5,8}, \\d{2}-[A-Z][a-z]{2}-\\d{2} ${TIME} GMT$|` +
    `^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]\\d ${TIME} \\d{4}$`,
);

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
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text);
  if (!DATE.test(text)) return undefined;
  const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}
