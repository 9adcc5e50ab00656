import { toTransportFailure } from '../failure/to-transport-failure.ts';
import type { TransportFailure } from '../failure/transport-failure.ts';
import type { HttpReply, HttpRequest, Transport, TransportOptions } from '../http-exchange.ts';
import { checkTimeout } from './check-timeout.ts';

/** How one exchange of a client runs. */
export interface ExchangeOptions extends TransportOptions {
  /** Makes the client's own error of a failure. */
  readonly failed: (failure: TransportFailure) => Error;
}

/**
 * Sends one request of a client through its transport.
 *
 * @param transport What carries it.
 * @param request What is sent.
 * @param options Limits, and what a failure becomes.
 * @returns The reply, whatever its status.
 * @throws The signal's reason, unchanged; the client's own error; a `TypeError` for a bad `timeoutMs`.
 */
export async function exchange<Body = string>(
  transport: Transport<Body>,
  request: HttpRequest<Body>,
  { failed, ...options }: ExchangeOptions,
): Promise<HttpReply> {
  const { signal, timeoutMs } = options;
  signal?.throwIfAborted();
  checkTimeout(timeoutMs);
  try {
    return await transport(request, options);
  } catch (error) {
    signal?.throwIfAborted();
    throw failed(toTransportFailure(error));
  }
}
