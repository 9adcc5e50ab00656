/**
 * Endpoints of the search engine and its plugins. Import single rows for a small bundle;
 * `client.search` has them all as methods.
 *
 * @example
 * ```ts
 * import { createGroup, QBittorrentSession } from '@portkeep/qbittorrent-client';
 * import { start } from '@portkeep/qbittorrent-client/endpoints/search';
 *
 * const session = new QBittorrentSession({
 *   baseUrl: 'http://localhost:8080',
 *   // kyTransport() for real HTTP. This one plays a qBittorrent 5.2.
 *   transport: async ({ url }) => {
 *     const body = url.endsWith('app/webapiVersion') ? '2.15.1' : '{"id":12345}';
 *     return { status: 200, headers: {}, body };
 *   },
 * });
 * const search = createGroup(session, { start });
 * const { id } = await search.start({ pattern: 'debian' });
 * if (id !== 12345) throw new Error('another search');
 * ```
 *
 * @module
 */
export { categories } from './categories.ts';
export { deleteSearch as delete, start, status, stop } from './jobs.ts';
export {
  enablePlugin,
  installPlugin,
  plugins,
  uninstallPlugin,
  updatePlugins,
} from './plugins.ts';
export { downloadTorrent, results } from './results.ts';
