/**
 * What the users of Portkeep's clients see of their HTTP layer: the shape of requests, replies and
 * transports, and the failure that a transport rejects with.
 *
 * Made for Portkeep's clients; its own API is not stable yet.
 *
 * @module
 */
export type { FailureKind, TlsReason } from './failure/failure-kind.ts';
export {
  isTransportFailure,
  TransportFailure,
  type TransportFailureDetails,
} from './failure/transport-failure.ts';
export type * from './http-exchange.ts';
export type { RequestOptions } from './request-options.ts';
export type { SecretValue } from './secret-value.ts';
