import { missingResource, ofKind, ofTlsReason, type TransportFailure } from '@portkeep/http/client';
import { MEANINGS, type Peer, TLS_MEANINGS } from './failure-table.ts';
import { PiaError } from './pia-error.ts';
import { proxyRefusal } from './proxy-refusal.ts';

/** The parts of a network error's message. */
export interface NetworkErrorContext {
  /** How the message begins, e.g. `Cannot bind the port`. */
  readonly action: string;
  /** Which server it is: the advice differs. */
  readonly peer: Peer;
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
    const { kind, code, maxBytes, proxyStatus } = failure;
    const [problem, advice] =
      meaning[peer] ?? (kind === 'proxy-refused' ? proxyRefusal(failure) : missingResource(code));
    const longer = maxBytes && `longer than the ${maxBytes} bytes of the transport's "maxBytes"`;
    const refused = proxyStatus && `status ${proxyStatus}`;
    const reason = kind === 'timeout' ? `${timeoutMs} ms` : longer || refused || code;
    return new PiaError(meaning.code, `${action}: ${problem} (${reason})`, advice, {
      maybeSent: failure.maybeSent,
    });
  };
}
