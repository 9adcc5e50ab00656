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
  const [found] = /\d{1,2}[- ][a-z]{3}[- ]\d{4} \d\d:\d\d:\d\d GMT$/i.exec(text) ?? [];
  // Nothing else: engines make a date of `0` and take local time where no zone is named.
  const date = Date.parse(found?.replaceAll('-', ' ') ?? '');
  return Number.isNaN(date) ? undefined : date;
}
