/**
 * For those who write a client: what every client does with a request, its limits and its failures.
 *
 * @module
 */
export { readBaseUrl } from './client/base-url.ts';
export { checkNumber, type NumberRange } from './client/check-number.ts';
export { checkPort } from './client/check-port.ts';
export { checkSecret } from './client/check-secret.ts';
export { checkTimeout, LONGEST_TIMEOUT_MS } from './client/check-timeout.ts';
export { checkTransport } from './client/check-transport.ts';
export { type ExchangeOptions, exchange } from './client/exchange.ts';
export { parseJson } from './client/parse-json.ts';
export { readSecret } from './client/read-secret.ts';
export { retryAfterSeconds } from './client/retry-after.ts';
export { type Limit, type LimitOptions, withinLimit } from './client/within-limit.ts';
export type { FailureKind, TlsReason } from './failure/failure-kind.ts';
export { missingResource } from './failure/missing-resource.ts';
export { ofKind } from './failure/of-kind.ts';
export { ofTlsReason } from './failure/of-tls-reason.ts';
export { timedOut } from './failure/timed-out.ts';
export { toTransportFailure } from './failure/to-transport-failure.ts';
export {
  isTransportFailure,
  TransportFailure,
  type TransportFailureDetails,
} from './failure/transport-failure.ts';
export type * from './http-exchange.ts';
export type { SecretValue } from './secret-value.ts';
