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
 * if ((await client.app.version()) !== 'v5.2.3') throw new Error('another version');
 * ```
 *
 * @module
 */

export * as appEndpoints from './endpoints/app/index.ts';
export type * from './endpoints/app/types.ts';
export type { LoginInput } from './endpoints/auth.ts';
export * as authEndpoints from './endpoints/auth.ts';
export * as clientDataEndpoints from './endpoints/client-data/index.ts';
export type * from './endpoints/client-data/types.ts';
export * as logEndpoints from './endpoints/log/index.ts';
export type * from './endpoints/log/types.ts';
export * as rssEndpoints from './endpoints/rss/index.ts';
export type * from './endpoints/rss/types.ts';
export * as searchEndpoints from './endpoints/search/index.ts';
export type * from './endpoints/search/types.ts';
export * as syncEndpoints from './endpoints/sync/index.ts';
export type * from './endpoints/sync/types.ts';
export * as torrentCreatorEndpoints from './endpoints/torrent-creator/index.ts';
export type * from './endpoints/torrent-creator/types.ts';
export * as torrentsEndpoints from './endpoints/torrents/index.ts';
export type * from './endpoints/torrents/types.ts';
export * as transferEndpoints from './endpoints/transfer/index.ts';
export type * from './endpoints/transfer/types.ts';
export type { Group, Method } from './group.ts';
export { createGroup } from './group.ts';
export type { InfoHashes } from './info-hash/info-hashes.ts';
export { infoHashesOf } from './info-hash/info-hashes-of.ts';
export type { TorrentUpload } from './info-hash/torrent-upload.ts';
export type { AuthGroup } from './login-methods.ts';
export type { MainDataChange, RecordChange, RecordChanges } from './main-data/main-data-change.ts';
export type { MainDataState, SyncTracker } from './main-data/main-data-state.ts';
export type { MainDataStoreOptions } from './main-data/main-data-store.ts';
export { MainDataStore } from './main-data/main-data-store.ts';
export type { ChangesOptions } from './main-data/poll-changes.ts';
export type { Truthy, UntilOptions } from './main-data/poll-until.ts';
export * from './port-forward/index.ts';
export { decodeReply } from './protocol/decode-reply.ts';
export { encodeRequest } from './protocol/encode-request.ts';
export type { AnyEndpoint } from './protocol/endpoint.ts';
export { QBittorrentClient } from './qbittorrent-client.ts';
export type { AnyQBittorrentError } from './qbittorrent-error.ts';
export * from './records/index.ts';
export type { WallClock } from './wall-clock.ts';
export { systemWallClock } from './wall-clock.ts';
