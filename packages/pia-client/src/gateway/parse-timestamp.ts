const RFC_3339 = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(\.\d{1,3})?\d*([Zz]|[+-]\d\d:\d\d)$/;

/**
 * Reads an RFC 3339 time with any number of fractional digits (PIA sends nine), cut to
 * milliseconds.
 *
 * @returns Epoch milliseconds, or `undefined` when the value is not such a time.
 */
export function parseTimestamp(value: unknown): number | undefined {
  const match = typeof value === 'string' ? RFC_3339.exec(value) : null;
  if (match === null) return undefined;
  const [, date, time, fraction = '', zone = 'Z'] = match;
  const parsed = Date.parse(`${date}T${time}${fraction}${zone.toUpperCase()}`);
  return Number.isNaN(parsed) ? undefined : parsed;
}
