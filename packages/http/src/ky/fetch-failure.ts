import { canonicalCode } from '../failure/canonical-code.ts';
import { causesOf } from '../failure/causes-of.ts';
import { toTransportFailure } from '../failure/to-transport-failure.ts';
import { isTransportFailure, TransportFailure } from '../failure/transport-failure.ts';

/** Some runtimes say when a failure came before the connection was ready. */
const UNCONNECTED = /client error \(Connect\)|before secure TLS connection|handshake/i;

/** Turns what `fetch` rejected with into a `TransportFailure`. */
export function fetchFailure(error: unknown): TransportFailure {
  if (isTransportFailure(error)) return error;
  const failure = toTransportFailure(error, canonicalCode(error));
  const { kind, code, tlsReason, maybeSent } = failure;
  // Bun has one code and one text for all failures of TLS, before and after the request.
  const isUnsent =
    code !== 'EPROTO' && causesOf(error).some(({ message }) => UNCONNECTED.test(String(message)));
  return maybeSent && isUnsent
    ? new TransportFailure(kind, { code, tlsReason, maybeSent: false })
    : failure;
}
