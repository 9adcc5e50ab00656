import { ofKind, type TransportFailure } from '@portkeep/http/client';
import { FAILURES, type FailureMeaning, TLS_FAILURES } from './failure-table.ts';
import { PiaError } from './pia-error.ts';

/** What the message of a network failure is made of. */
export interface NetworkFailureContext {
  /** How the message begins, e.g. `Cannot bind the port`. */
  readonly action: string;
  /** Which server it is: the advice differs. */
  readonly peer: 'public' | 'gateway';
  /** How long the call was allowed to take. */
  readonly timeoutMs: number;
}

/** Makes the coded errors of calls that bring no reply. */
export function networkFailure(
  context: NetworkFailureContext,
): (failure: TransportFailure) => PiaError {
  const { action, peer, timeoutMs } = context;
  return (failure) => {
    const meaning = meaningOf(failure);
    const [problem, advice] = meaning[peer];
    const reason = failure.kind === 'timeout' ? `${timeoutMs} ms` : failure.code;
    return new PiaError(meaning.code, `${action}: ${problem} (${reason})`, advice, {
      maybeSent: failure.maybeSent,
    });
  };
}

function meaningOf(failure: TransportFailure): FailureMeaning {
  if (failure.kind !== 'tls') return ofKind(FAILURES, failure);
  // A newer version of `@portkeep/http` may give a reason that this table does not know.
  const { tlsReason = 'other' } = failure;
  return Object.hasOwn(TLS_FAILURES, tlsReason) ? TLS_FAILURES[tlsReason] : TLS_FAILURES.other;
}
