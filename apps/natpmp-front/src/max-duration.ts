import { textKind } from '@portkeep/app-host';
import type { GenericSchema } from 'valibot';

/** Seconds from 1, or -1 for no limit, which becomes `Infinity`. 0 would turn requests into deletions. */
export const maxDuration: GenericSchema<string, number> = textKind(
  'whole seconds from 1 to 4294967295, or -1 for no limit',
  (text) => {
    if (text === '-1') return Number.POSITIVE_INFINITY;
    const seconds = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0;
    return seconds >= 1 && seconds < 2 ** 32 ? seconds : undefined;
  },
);
