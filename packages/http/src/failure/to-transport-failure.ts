import { causesOf } from './causes-of.ts';
import type { FailureKind, TlsReason } from './failure-kind.ts';
import { findCode } from './find-code.ts';
import { kindOfCode } from './kind-of-code.ts';
import { isTransportFailure, TransportFailure } from './transport-failure.ts';

/** Kinds of failure before anything is sent, usually, and the problems of a certificate. */
const UNSENT: ReadonlySet<FailureKind | TlsReason> = new Set([
  'refused',
  'unreachable',
  'name-not-found',
  'port-blocked',
  'proxy-refused',
  'untrusted',
  'wrong-name',
  'expired',
  'not-yet-valid',
]);

/**
 * Turns whatever a transport rejected with into a {@link TransportFailure}.
 *
 * @param error A `TransportFailure`, or an error with a Node-style `code` in its chain of causes.
 * @param code The code, where the caller knows it better.
 * @returns A `TransportFailure` without message, cause or URL of the original.
 */
export function toTransportFailure(
  error: unknown,
  code: string = findCode(error) ?? 'UNKNOWN',
): TransportFailure {
  if (isTransportFailure(error)) return error;
  const { kind, tlsReason } = kindOfCode(code);
  // Other failures of TLS can also come afterwards, e.g. a record that is broken.
  const isUnsent =
    UNSENT.has(tlsReason ?? kind) && !(kind === 'unreachable' && wasConnected(error));
  const maybeSent = !isUnsent && !(kind === 'no-resources' && wasConnecting(error));
  return new TransportFailure(kind, { code, tlsReason, maybeSent });
}

/** A route can also disappear under an open connection. */
function wasConnected(error: unknown): boolean {
  return causesOf(error).some(({ syscall }) => syscall !== undefined && syscall !== 'connect');
}

/** Memory can also run out later. */
function wasConnecting(error: unknown): boolean {
  return causesOf(error).some(({ syscall }) => syscall === 'connect' || syscall === 'getaddrinfo');
}
