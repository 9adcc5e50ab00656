const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads the date of a cookie or of a `Date` header.
 *
 * Not `Date.parse`: qBittorrent writes `Sat, 21-Nov-2026 04:04:56 GMT`, with hyphens, which only
 * some engines understand. Rules of RFC 6265 section 5.1.1.
 *
 * @param text The date.
 * @returns Epoch milliseconds; `undefined` when it is no date.
 */
export function parseCookieDate(text: string): number | undefined {
  let time: readonly number[] | undefined;
  let day: number | undefined;
  let month: number | undefined;
  let year: number | undefined;
  for (const token of text.split(/[^\w:]+/)) {
    const clock = /^(\d{1,2}):(\d{1,2}):(\d{1,2})$/.exec(token);
    const monthIndex = MONTHS.indexOf(token.slice(0, 3).toLowerCase());
    if (time === undefined && clock !== null) time = clock.slice(1).map(Number);
    else if (day === undefined && /^\d{1,2}$/.test(token)) day = Number(token);
    else if (month === undefined && monthIndex >= 0) month = monthIndex;
    else if (year === undefined && /^\d{2}(\d{2})?$/.test(token)) year = fullYear(token);
  }
  const [hours = 24, minutes = 60, seconds = 60] = time ?? [];
  if (day === undefined || month === undefined || year === undefined) return undefined;
  if (year < 1601 || hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  date.setUTCHours(hours, minutes, seconds);
  return date.getUTCDate() === day ? date.getTime() : undefined;
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year + (year < 70 ? 2000 : 1900);
}
