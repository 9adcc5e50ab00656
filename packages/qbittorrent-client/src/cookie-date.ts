/**
 * Reads the date of a cookie or of a `Date` header.
 *
 * qBittorrent writes `Sat, 21-Nov-2026 04:04:56 GMT` in its cookies: with hyphens, which only some
 * engines understand.
 *
 * @param text The date.
 * @returns Epoch milliseconds; `undefined` when it is no date.
 */
export function parseCookieDate(text: string): number | undefined {
  const date = Date.parse(text.replace(/(\d)-([a-z]{3})-(\d)/i, '$1 $2 $3'));
  return Number.isNaN(date) ? undefined : date;
}
