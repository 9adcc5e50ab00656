import type { TlsReason, TransportFailure } from '@portkeep/http';

const TIME = 'renew it, or set the clock of this machine';
const PROXY = 'change that in qBittorrent or in the proxy before it';

/** What the server is or does, and what to do about it. */
const PROBLEMS: Readonly<Record<TlsReason, readonly [problem: string, advice: string]>> = {
  untrusted: ['its certificate is not trusted', 'use a transport that knows its authority'],
  'wrong-name': ['its certificate is for another name', 'use that name in the address'],
  expired: ['its certificate has expired', TIME],
  'not-yet-valid': ['its certificate is not valid yet', TIME],
  'not-tls': ['it does not speak TLS', 'use http, not https'],
  'no-common-version': ['its version of TLS is too old', PROXY],
  'client-certificate': ['it asks for a certificate', PROXY],
  other: ['it makes no secure connection', PROXY],
};

/** What to say about a failure of the kind `tls`; a reason that a newer transport adds is `other`. */
export function tlsProblem({ tlsReason = 'other' }: TransportFailure): readonly [string, string] {
  return Object.hasOwn(PROBLEMS, tlsReason) ? PROBLEMS[tlsReason] : PROBLEMS.other;
}
