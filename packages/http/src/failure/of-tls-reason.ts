import type { TlsReason } from './failure-kind.ts';
import type { TransportFailure } from './transport-failure.ts';

/**
 * Looks up how a client reports a TLS failure. A reason that the client's table does not know
 * counts as `other`, as in `ofKind`.
 *
 * @param table One entry for each reason.
 * @param failure The failure, of the kind `tls`.
 * @returns The entry.
 */
export function ofTlsReason<T>(
  table: Readonly<Record<TlsReason, T>>,
  { tlsReason = 'other' }: TransportFailure,
): T {
  return Object.hasOwn(table, tlsReason) ? table[tlsReason] : table.other;
}
