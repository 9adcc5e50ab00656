import { canonicalCode } from '../failure/canonical-code.ts';
import { kindOfCode } from '../failure/kind-of-code.ts';
import { isTransportFailure, TransportFailure } from '../failure/transport-failure.ts';

/** With a proxy, these are failures to reach the proxy: every connection goes there. */
const NO_CONNECTION: ReadonlySet<string> = new Set(['refused', 'unreachable', 'name-not-found']);

/** What is known of an exchange that failed. */
export interface Circumstances {
  /** Bytes of the request may have left. */
  readonly sent: boolean;
  readonly viaProxy: boolean;
}

/** Turns an error of `node:http` into a `TransportFailure`. */
export function nodeFailure(error: unknown, { sent, viaProxy }: Circumstances): TransportFailure {
  if (isTransportFailure(error)) return error;
  const code = canonicalCode(error);
  const { kind, tlsReason } = kindOfCode(code);
  return new TransportFailure(viaProxy && NO_CONNECTION.has(kind) ? 'proxy-refused' : kind, {
    code,
    tlsReason,
    proxyStatus: kind === 'proxy-refused' ? statusIn(error) : undefined,
    // With TLS 1.3, a server refuses the client's certificate when the client is already connected.
    maybeSent: sent && tlsReason !== 'client-certificate',
  });
}

/** Node's agent notes the status of a proxy that does not open a tunnel; NaN when it was not HTTP. */
function statusIn(error: unknown): number | undefined {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 100 && status <= 999 ? status : undefined;
}
