import { missingResource, ofKind, ofTlsReason, type TransportFailure } from '@portkeep/http/client';
import { MEANINGS, TLS_MEANINGS } from './failure-table.ts';
import { PiaError } from './pia-error.ts';

/** The parts of a network error's message. */
export interface NetworkErrorContext {
  /** How the message begins, e.g. `Cannot bind the port`. */
  readonly action: string;
  /** Which server it is: the advice differs. */
  readonly peer: 'public' | 'gateway';
  /** How long the call was allowed to take. */
  readonly timeoutMs: number;
}

/** Makes the coded errors of calls that get no reply. */
export function networkError(
  context: NetworkErrorContext,
): (failure: TransportFailure) => PiaError {
  const { action, peer, timeoutMs } = context;
  return (failure) => {
    const meaning =
      failure.kind === 'tls' ? ofTlsReason(TLS_MEANINGS, failure) : ofKind(MEANINGS, failure);
    const [problem, advice] = meaning[peer] ?? missingResource(failure.code);
    const { maxBytes } = failure;
    const longer = maxBytes && `longer than the ${maxBytes} bytes of the transport's "maxBytes"`;
    const reason = failure.kind === 'timeout' ? `${timeoutMs} ms` : longer || failure.code;
    return new PiaError(meaning.code, `${action}: ${problem} (${reason})`, advice, {
      maybeSent: failure.maybeSent,
    });
  };
}
