/**
 * Endpoints of feeds and of the rules of automatic downloads. Import single rows for a small
 * bundle; `client.rss` has them all as methods.
 *
 * @example
 * ```ts
 * import { createGroup, QBittorrentSession } from '@portkeep/qbittorrent-client';
 * import { items } from '@portkeep/qbittorrent-client/endpoints/rss';
 *
 * const session = new QBittorrentSession({
 *   baseUrl: 'http://localhost:8080',
 *   transport: async () => ({ status: 200, headers: {}, body: '{"News":{}}' }), // kyTransport() for real HTTP
 * });
 * const rss = createGroup(session, { items });
 * const feeds = await rss.items();
 * if (!('News' in feeds)) throw new Error('another tree');
 * ```
 *
 * @module
 */
export { markAsRead, matchingArticles, refreshItem } from './articles.ts';
export { addFeed, setFeedRefreshInterval, setFeedUrl } from './feeds.ts';
export { addFolder, items, moveItem, removeItem } from './items.ts';
export { cloneRule, removeRule, renameRule, rules, setRule } from './rules.ts';
export { exportRules, importRules } from './rules-file.ts';
