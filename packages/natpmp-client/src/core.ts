/**
 * The NAT-PMP HTTP client without an HTTP library: bring your own `transport`.
 *
 * @example
 * ```ts
 * import { NatPmpHttpClient } from '@portkeep/natpmp-client/core';
 *
 * const client = new NatPmpHttpClient({
 *   baseUrl: 'http://localhost:8080',
 *   transport: async () => ({ status: 200, headers: {}, body: '{"status":"healthy"}' }),
 * });
 * if ((await client.getHealth()).status !== 'healthy') throw new Error('not healthy');
 * ```
 *
 * @module
 */
export type {
  FailureKind,
  HttpReply,
  HttpRequest,
  RequestOptions,
  SecretValue,
  TlsReason,
  TransferProgress,
  Transport,
  TransportFailureDetails,
  TransportOptions,
} from '@portkeep/http';
export { isTransportFailure, TransportFailure } from '@portkeep/http';
export type { ApiAccess } from './api-access.ts';
export type { NatPmpHttpClientOptions } from './client-options.ts';
export type { ExternalAddress } from './get-address.ts';
export { decodeGetAddress, encodeGetAddress } from './get-address.ts';
export type { Health } from './get-health.ts';
export { decodeGetHealth, encodeGetHealth } from './get-health.ts';
export type { MappingOptions } from './mapping-options.ts';
export type { AnyNatPmpError, NatPmpErrorCode, NatPmpErrorDetails } from './natpmp-error.ts';
export { isNatPmpError, NatPmpError } from './natpmp-error.ts';
export { NatPmpHttpClient } from './natpmp-http-client.ts';
export type {
  MappingRequest,
  MappingResult,
  MappingTarget,
  PortMapping,
  Protocol,
} from './port-mapping.ts';
export { decodeReleaseMapping, encodeReleaseMapping } from './release-mapping.ts';
export { decodeRequestMapping, encodeRequestMapping } from './request-mapping.ts';
