import * as v from 'valibot';

/**
 * A number that some versions write as text: `0.67`, or `0,67` and `1.234,50` where the server's
 * locale is another one.
 *
 * @returns The number; `null` for any other text, e.g. the `-` of an undefined ratio.
 */
export function readDecimal(value: string | number): number | null {
  if (typeof value === 'number') return value;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  // qBittorrent writes two decimals, so the character before them is the decimal sign.
  const [, whole = '', hundredths] = /^(\d[\d\D]*)\D(\d\d)$/.exec(value) ?? [];
  return hundredths === undefined ? null : Number(`${whole.replace(/\D/g, '')}.${hundredths}`);
}

/** What {@link readDecimal} reads, or `null`. */
export const DecimalTextSchema: v.GenericSchema<unknown, number | null> = v.pipe(
  v.union([v.number(), v.string()]),
  v.transform(readDecimal),
);
