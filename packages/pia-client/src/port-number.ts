import * as v from 'valibot';

/** A port that a connection can be made to. */
export const PortNumber: v.GenericSchema<number> = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1),
  v.maxValue(65_535),
);
