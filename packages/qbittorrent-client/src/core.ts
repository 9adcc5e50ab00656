/**
 * The qBittorrent client without an HTTP library: bring your own `transport`.
 *
 * @example
 * ```ts
 * import { QBittorrentClient } from '@portkeep/qbittorrent-client/core';
 *
 * const client = new QBittorrentClient({
 *   baseUrl: 'http://localhost:8080',
 *   transport: async () => ({ status: 200, headers: {}, body: 'v5.2.3' }),
 * });
 * if ((await client.getVersion()) !== 'v5.2.3') throw new Error('another version');
 * ```
 *
 * @module
 */
export type { ApiKeyAuth, PasswordAuth, QBittorrentAuth, SecretValue } from './auth.ts';
export type { QBittorrentClientOptions } from './client-options.ts';
export type { Clock } from './clock.ts';
export { systemClock } from './clock.ts';
export { decodeReply } from './decode-reply.ts';
export { encodeRequest } from './encode-request.ts';
export type { Endpoint, Params } from './endpoint.ts';
export {
  appPreferences,
  appSetPreferences,
  appVersion,
  appWebApiVersion,
} from './endpoints/app.ts';
export type { LoginInput } from './endpoints/auth.ts';
export { authLogin, authLogout } from './endpoints/auth.ts';
export type { TorrentHashes } from './endpoints/torrents.ts';
export { torrentsReannounce } from './endpoints/torrents.ts';
export { transferInfo } from './endpoints/transfer.ts';
export type { PortChange } from './port-change.ts';
export type { Preferences } from './preferences.ts';
export { PreferencesSchema } from './preferences.ts';
export { QBittorrentClient } from './qbittorrent-client.ts';
export type {
  AnyQBittorrentError,
  QBittorrentErrorCode,
  QBittorrentErrorDetails,
} from './qbittorrent-error.ts';
export { isQBittorrentError, QBittorrentError } from './qbittorrent-error.ts';
export type { RequestOptions } from './request-options.ts';
export type { ConnectionStatus, TransferInfo } from './transfer-info.ts';
export { TransferInfoSchema } from './transfer-info.ts';
export type { HttpReply, HttpRequest, Transport, TransportOptions } from './transport.ts';
