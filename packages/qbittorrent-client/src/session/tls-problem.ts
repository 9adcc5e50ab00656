import { ofTlsReason, type TlsReason, type TransportFailure } from '@portkeep/http/client';

const TIME = 'renew it, or set the clock of this machine';
const PROXY = 'change that in qBittorrent or in the proxy in front of it';

/** What the server is or does, and what to do about it. */
const PROBLEMS: Readonly<Record<TlsReason, readonly [problem: string, advice: string]>> = {
  untrusted: [
    'its certificate is not trusted',
    'make its authority known, e.g. with NODE_EXTRA_CA_CERTS',
  ],
  'wrong-name': ['its certificate is for another name', 'use that name in the address'],
  expired: ['its certificate has expired', TIME],
  'not-yet-valid': ['its certificate is not valid yet', TIME],
  'not-tls': ['it does not speak TLS', 'use http, not https'],
  'no-common-version': ['its version of TLS is too old', PROXY],
  'client-certificate': ['it asks for a client certificate', PROXY],
  other: [
    'no secure connection could be made',
    'check the TLS settings of qBittorrent or of the proxy in front of it',
  ],
};

/** What to say about a failure of the kind `tls`. */
export function tlsProblem(failure: TransportFailure): readonly [problem: string, advice: string] {
  return ofTlsReason(PROBLEMS, failure);
}
