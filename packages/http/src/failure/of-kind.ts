import type { FailureKind } from './failure-kind.ts';
import type { TransportFailure } from './transport-failure.ts';

/**
 * Looks up how a client reports a failure. A failure of a newer version of this package may have a
 * kind that the client's table does not know: it counts as `other`.
 *
 * @param table One entry for each kind.
 * @param failure The failure.
 * @returns The entry.
 */
export function ofKind<T>(table: Readonly<Record<FailureKind, T>>, failure: TransportFailure): T {
  return Object.hasOwn(table, failure.kind) ? table[failure.kind] : table.other;
}
