import type { GenericSchema } from 'valibot';
import { textKind } from './text-kind.ts';

/** Bounds of a whole number, both included. */
export interface WholeNumberBounds {
  readonly min: number;
  readonly max?: number | undefined;
}

/** The longest delay of a Node timer, in whole seconds (2^31 - 1 ms). */
const LONGEST_TIMER_SECONDS = 2_147_483;

/** A whole decimal number without a sign, spaces or leading zeros. */
export function wholeNumber(bounds: WholeNumberBounds): GenericSchema<string, number> {
  return bounded('a whole number', bounds.min, bounds.max ?? Number.MAX_SAFE_INTEGER);
}

/** A {@linkcode wholeNumber} of seconds, by default at most what a timer can wait (24 days). */
export function wholeSeconds(bounds: WholeNumberBounds): GenericSchema<string, number> {
  return bounded('a whole number of seconds', bounds.min, bounds.max ?? LONGEST_TIMER_SECONDS);
}

/** A port, 1-65535. */
export const portNumber: GenericSchema<string, number> = bounded('a port number', 1, 65_535);

function bounded(what: string, min: number, max: number): GenericSchema<string, number> {
  const upTo = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `from ${min} to ${max}`;
  return textKind(`${what} ${upTo}, in digits without a leading zero`, (text) => {
    if (!/^(0|[1-9]\d{0,15})$/.test(text)) return undefined;
    const number = Number(text);
    return number >= min && number <= max ? number : undefined;
  });
}
