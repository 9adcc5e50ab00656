/**
 * Endpoints that return what changed since the last request. Import single rows for a small bundle;
 * `client.sync` has them all as methods. `MainDataStore` polls and merges automatically.
 *
 * @example
 * ```ts
 * import { createGroup, QBittorrentSession } from '@portkeep/qbittorrent-client';
 * import { maindata } from '@portkeep/qbittorrent-client/endpoints/sync';
 *
 * const session = new QBittorrentSession({
 *   baseUrl: 'http://localhost:8080',
 *   transport: async () => ({ status: 200, headers: {}, body: '{"rid":2,"tags":["linux"]}' }), // kyTransport() for real HTTP
 * });
 * const sync = createGroup(session, { maindata });
 * const { tags } = await sync.maindata({ rid: 1 });
 * if (tags?.[0] !== 'linux') throw new Error('another tag');
 * ```
 *
 * @module
 */
export { maindata } from './main-data.ts';
export { torrentPeers } from './torrent-peers.ts';
