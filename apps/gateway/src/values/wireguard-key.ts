import { textKind } from '@portkeep/app-host';
import * as v from 'valibot';

const schema = v.pipe(
  textKind('a WireGuard key: 32 bytes in Base64', (text) =>
    /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/.test(text) ? text : undefined,
  ),
  v.brand('WireGuardKey'),
);

/** A public key of WireGuard. Only its schema makes one. */
export type WireGuardKey = v.InferOutput<typeof schema>;

/** Reads a public key of WireGuard. */
export const wireGuardKey: v.GenericSchema<string, WireGuardKey> = schema;
