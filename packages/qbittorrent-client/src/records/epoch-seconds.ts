import * as v from 'valibot';

/** In seconds, the year 5138; in milliseconds, 1973. */
const MILLISECONDS_FROM = 100_000_000_000;

/** A time in epoch seconds; old versions report some in milliseconds. */
export const epochSeconds: v.GenericSchema<unknown, number> = v.pipe(
  v.number(),
  v.transform((time) => (time < MILLISECONDS_FROM ? time : Math.floor(time / 1000))),
);
