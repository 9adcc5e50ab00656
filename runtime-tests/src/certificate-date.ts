import process from 'node:process';
import type { PiaErrorCode } from '@portkeep/pia-client';

/**
 * The code for a certificate that is out of date. The TLS of Deno 2.9 gives one and the same code
 * for every chain that it does not accept; it refuses the certificate anyway.
 */
export const OUT_OF_DATE: PiaErrorCode =
  process.versions.deno === undefined ? 'PIA_CERTIFICATE_EXPIRED' : 'PIA_NOT_PIA';
