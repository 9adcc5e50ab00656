/** Which numbers an option takes. */
export interface NumberRange {
  /** The unit, for the message. */
  readonly of: string;
  /** The lowest number that it may be. */
  readonly from: number;
  /** The highest number that it may be. */
  readonly to: number;
}

/**
 * Checks an option that is a number.
 *
 * @throws {TypeError} When it is not a number, or out of range.
 */
export function checkNumber(name: string, value: number, { of, from, to }: NumberRange): number {
  if (typeof value === 'number' && value >= from && value <= to) return value;
  throw new TypeError(`Cannot use "${name}": give ${of} from ${from} to ${to}`);
}
