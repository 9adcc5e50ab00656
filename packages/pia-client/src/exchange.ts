import { checkTimeout } from './check-timeout.ts';
import { networkFailure } from './network-failure.ts';
import type { HttpReply, HttpRequest, Transport, TransportOptions } from './transport.ts';

/** How one exchange runs, and how its failure is told. */
export interface ExchangeOptions extends TransportOptions {
  /** How the message of a failure begins, e.g. `Cannot bind the port`. */
  readonly action: string;
  /** Which server it is: the advice differs. */
  readonly peer: 'public' | 'gateway';
}

/**
 * Runs one request and turns a failure of the network into a coded error. The transport's own
 * error is dropped: the messages of HTTP clients quote the URL with its secrets.
 *
 * @throws {TypeError} When `timeoutMs` is out of range.
 */
export async function exchange(
  transport: Transport,
  request: HttpRequest,
  options: ExchangeOptions,
): Promise<HttpReply> {
  const { signal, timeoutMs } = options;
  signal?.throwIfAborted();
  checkTimeout(timeoutMs);
  try {
    return await transport(request, { signal, timeoutMs });
  } catch (error) {
    signal?.throwIfAborted();
    throw networkFailure(error, options);
  }
}
