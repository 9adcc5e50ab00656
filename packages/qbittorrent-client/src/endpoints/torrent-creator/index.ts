/**
 * Endpoints that make .torrent files. Import single rows for a small bundle;
 * `client.torrentCreator` has them all as methods. Since 5.0.
 *
 * @example
 * ```ts
 * import { createGroup, QBittorrentSession } from '@portkeep/qbittorrent-client';
 * import { status } from '@portkeep/qbittorrent-client/endpoints/torrent-creator';
 *
 * const session = new QBittorrentSession({
 *   baseUrl: 'http://localhost:8080',
 *   // kyTransport() for real HTTP. This one plays a qBittorrent 5.2.
 *   transport: async ({ url }) => {
 *     const body = url.endsWith('app/webapiVersion') ? '2.15.1' : '[]';
 *     return { status: 200, headers: {}, body };
 *   },
 * });
 * const torrentCreator = createGroup(session, { status });
 * const tasks = await torrentCreator.status();
 * if (tasks.length !== 0) throw new Error('a task');
 * ```
 *
 * @module
 */
export { addTask } from './add-task.ts';
export { deleteTask, status, torrentFile } from './tasks.ts';
