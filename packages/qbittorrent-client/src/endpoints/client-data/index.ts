/**
 * Endpoints of what programs keep in qBittorrent. Import single rows for a small bundle;
 * `client.clientData` has them all as methods. Since 5.2.
 *
 * @example
 * ```ts
 * import { createGroup, QBittorrentSession } from '@portkeep/qbittorrent-client';
 * import { load } from '@portkeep/qbittorrent-client/endpoints/client-data';
 *
 * const session = new QBittorrentSession({
 *   baseUrl: 'http://localhost:8080',
 *   // kyTransport() for real HTTP. This one plays a qBittorrent 5.2.
 *   transport: async ({ url }) => {
 *     const body = url.endsWith('app/webapiVersion') ? '2.15.1' : '{"theme":"dark"}';
 *     return { status: 200, headers: {}, body };
 *   },
 * });
 * const clientData = createGroup(session, { load });
 * const { theme } = await clientData.load({ keys: ['theme'] });
 * if (theme !== 'dark') throw new Error('another theme');
 * ```
 *
 * @module
 */
export { load } from './load.ts';
export { store } from './store.ts';
