/**
 * Endpoints of qBittorrent's log. Import single rows for a small bundle; `client.log` has them all
 * as methods.
 *
 * @example
 * ```ts
 * import { createGroup, QBittorrentSession } from '@portkeep/qbittorrent-client';
 * import { main } from '@portkeep/qbittorrent-client/endpoints/log';
 *
 * const session = new QBittorrentSession({
 *   baseUrl: 'http://localhost:8080',
 *   transport: async () => ({ status: 200, headers: {}, body: '[]' }), // kyTransport() for real HTTP
 * });
 * const log = createGroup(session, { main });
 * const messages = await log.main({ lastKnownId: 41 });
 * if (messages.length !== 0) throw new Error('more messages');
 * ```
 *
 * @module
 */
export { main } from './main.ts';
export { peers } from './peers.ts';
