import { TransportFailure } from './transport-failure.ts';

/**
 * The failure of an exchange that took too long.
 *
 * @param maybeSent Whether the request can have reached the server.
 * @returns A failure of the kind `timeout`.
 */
export function timedOut(maybeSent: boolean): TransportFailure {
  return new TransportFailure('timeout', { code: 'ETIMEDOUT', maybeSent });
}
