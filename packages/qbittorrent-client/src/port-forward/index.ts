/**
 * What a program needs that only keeps qBittorrent on a port: the session and `PortForward`, without
 * an HTTP library and without the rest of the Web API.
 *
 * @example
 * ```ts
 * import { PortForward, QBittorrentSession } from '@portkeep/qbittorrent-client/port-forward';
 *
 * const session = new QBittorrentSession({
 *   baseUrl: 'http://localhost:8080',
 *   transport: async () => ({ status: 200, headers: {}, body: 'v5.2.3' }),
 * });
 * new PortForward(session); // nothing is sent before the first call
 * ```
 *
 * @module
 */

export type {
  FailureKind,
  HttpReply,
  HttpRequest,
  SecretValue,
  TlsReason,
  TransferProgress,
  Transport,
  TransportFailureDetails,
  TransportOptions,
} from '@portkeep/http';
export { isTransportFailure, TransportFailure } from '@portkeep/http';
export type { QBittorrentClientOptions } from '../client-options.ts';
export type { OddRecords } from '../odd-records.ts';
export type {
  Endpoint,
  EndpointCall,
  Params,
  ReadContext,
  ResponseReader,
} from '../protocol/endpoint.ts';
export type {
  QBittorrentErrorCode,
  QBittorrentErrorDetails,
  QBittorrentErrorReason,
} from '../qbittorrent-error.ts';
export { isQBittorrentError, QBittorrentError } from '../qbittorrent-error.ts';
export type { ConnectionStatus } from '../records/transfer-info.ts';
export type { RequestBody } from '../request-body.ts';
export type { RequestOptions } from '../request-options.ts';
export type { BasicAuth } from '../session/basic-auth.ts';
export type { ApiKeyAuth, PasswordAuth, QBittorrentAuth } from '../session/login-credentials.ts';
export type { LoginGuard } from '../session/login-guard.ts';
export { QBittorrentSession } from '../session/session.ts';
export type { AddressMove, PortBinding } from './port-binding.ts';
export type { PortChange } from './port-change.ts';
export { PortForward } from './port-forward.ts';
export type { PortForwardOptions } from './port-forward-options.ts';
