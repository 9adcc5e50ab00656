import { CertificateAuthority } from '../../../packages/simulators/src/pia/certificate-authority.ts';

/** What the clients of hostile servers are made to trust. */
export interface Authorities {
  /** By the environment of their process. */
  readonly environment: CertificateAuthority;
  /** By an option of the transport. */
  readonly own: CertificateAuthority;
}

/** By what a client trusts a server. */
export type TrustedBy = keyof Authorities;

/** Makes the two authorities. */
export function makeAuthorities(): Authorities {
  return {
    environment: new CertificateAuthority('In the environment'),
    own: new CertificateAuthority('In an option'),
  };
}
