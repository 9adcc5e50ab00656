import { CertificateAuthority } from '../../../packages/simulators/src/pia/certificate-authority.ts';

/** The authorities that the clients of hostile servers trust. */
export interface Authorities {
  /** Trusted by the environment of their process. */
  readonly environment: CertificateAuthority;
  /** Trusted by an option of the transport. */
  readonly own: CertificateAuthority;
}

/** How a client comes to trust a server. */
export type TrustedBy = keyof Authorities;

/** Makes the two authorities. */
export function makeAuthorities(): Authorities {
  return {
    environment: new CertificateAuthority('In the environment'),
    own: new CertificateAuthority('In an option'),
  };
}
