import * as v from 'valibot';

/**
 * A WireGuard key as `wg` writes it: 32 bytes in base64. The last character before the `=` carries
 * only four bits of the key.
 */
export const WireGuardKey: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/),
);
