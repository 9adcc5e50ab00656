import { parseIpv4, textKind } from '@portkeep/app-host';
import * as v from 'valibot';

const schema = v.pipe(
  textKind('an IPv4 address such as 10.100.0.2', (text) =>
    parseIpv4(text) === undefined ? undefined : text,
  ),
  v.brand('Ipv4'),
);

/** A dotted IPv4 address. Only its schema makes one, so no other text gets into rules and arguments. */
export type Ipv4 = v.InferOutput<typeof schema>;

/** Reads an IPv4 address. */
export const ipv4: v.GenericSchema<string, Ipv4> = schema;
