import { PIA_CA } from '../ca.ts';

/**
 * The authority to trust alone.
 *
 * @throws {TypeError} When it is no PEM certificate. Node would take an empty one as "trust every
 * public authority".
 */
export function trustedAuthority(ca: string = PIA_CA): string {
  if (ca.includes('-----BEGIN CERTIFICATE-----')) return ca;
  throw new TypeError(
    'Cannot trust the authority: ca must be a certificate in PEM form, beginning with BEGIN CERTIFICATE',
  );
}
