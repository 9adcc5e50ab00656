/**
 * Checks certificate authorities before Node gets them: it would take an empty text for "trust every
 * public authority".
 *
 * @param ca Certificates in PEM form.
 * @returns The same.
 * @throws {TypeError} When there is no certificate in it.
 */
export function checkAuthority(ca: string): string {
  if (ca.includes('-----BEGIN CERTIFICATE-----')) return ca;
  throw new TypeError(
    'Cannot use "ca": give a certificate in PEM form, which begins with BEGIN CERTIFICATE',
  );
}
