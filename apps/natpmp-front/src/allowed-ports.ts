import { commaSeparated, textKind } from '@portkeep/app-host';
import type { GenericSchema } from 'valibot';

/** Ports from the first to the last, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

const portRange: GenericSchema<string, PortRange> = textKind('a port or a range', (text) => {
  const [, first, last = first] = /^([1-9]\d{0,4})(?:-([1-9]\d{0,4}))?$/.exec(text) ?? [];
  const range = { first: Number(first), last: Number(last) };
  return range.first <= range.last && range.last <= 65_535 ? range : undefined;
});

/** Ports and ranges, as in `1024-65535` and `80,443,6881-6999`. */
export const allowedPorts: GenericSchema<string, readonly PortRange[]> = commaSeparated(
  'ports from 1 to 65535 and ranges of them, separated by commas, as in 80,6881-6999',
  portRange,
);

/** Whether a port is in one of the ranges. */
export function isAllowed(port: number, ranges: readonly PortRange[]): boolean {
  return ranges.some(({ first, last }) => port >= first && port <= last);
}
