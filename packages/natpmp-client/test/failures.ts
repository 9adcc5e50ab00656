import { type FailureKind, type TlsReason, TransportFailure } from '@portkeep/http';

const KINDS: Readonly<Record<FailureKind, true>> = {
  timeout: true,
  refused: true,
  unreachable: true,
  'name-not-found': true,
  tls: true,
  closed: true,
  'not-http': true,
  'too-large': true,
  'port-blocked': true,
  'proxy-refused': true,
  'no-resources': true,
  other: true,
};
const REASONS: Readonly<Record<TlsReason, true>> = {
  untrusted: true,
  'wrong-name': true,
  expired: true,
  'not-yet-valid': true,
  'not-tls': true,
  'no-common-version': true,
  'client-certificate': true,
  other: true,
};

/** One failure of each kind, and one of the kind `tls` for each reason. */
export const FAILURES: readonly TransportFailure[] = keysOf(KINDS).flatMap((kind) =>
  (kind === 'tls' ? keysOf(REASONS) : [undefined]).map(
    (tlsReason) => new TransportFailure(kind, { code: 'ECODE', tlsReason, maybeSent: true }),
  ),
);

function keysOf<Key extends string>(record: Readonly<Record<Key, true>>): Key[] {
  return Object.keys(record).filter((key): key is Key => key in record);
}
