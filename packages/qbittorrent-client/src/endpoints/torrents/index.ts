/**
 * Endpoints of torrents, their files, trackers, categories and tags. Import single rows for a small
 * bundle; `client.torrents` has them all as methods.
 *
 * @example
 * ```ts
 * import { createGroup, QBittorrentSession } from '@portkeep/qbittorrent-client';
 * import { info, stop } from '@portkeep/qbittorrent-client/endpoints/torrents';
 *
 * const session = new QBittorrentSession({
 *   baseUrl: 'http://localhost:8080',
 *   // kyTransport() for real HTTP. This one plays a qBittorrent 5.2.
 *   transport: async ({ url }) => {
 *     const body = url.endsWith('webapiVersion') ? '2.15.1' : url.endsWith('info') ? '[]' : '';
 *     return { status: 200, headers: {}, body };
 *   },
 * });
 * const torrents = createGroup(session, { info, stop });
 * await torrents.stop({ hashes: 'all' });
 * const running = await torrents.info({ filter: 'running' });
 * if (running.length !== 0) throw new Error('some go on');
 * ```
 *
 * @module
 */
export { add } from './add.ts';
export { addPeers } from './add-peers.ts';
export { categories, removeCategories, setCategory } from './categories.ts';
export { createCategory, editCategory } from './category-paths.ts';
export { setComment } from './comment.ts';
export { deleteTorrents as delete } from './delete.ts';
export { toggleFirstLastPiecePrio, toggleSequentialDownload } from './download-order.ts';
export { addTrackers, editTracker, removeTrackers } from './edit-trackers.ts';
export { addWebSeeds, editWebSeed, removeWebSeeds } from './edit-web-seeds.ts';
export { exportTorrent as export } from './export.ts';
export { filePrio } from './file-priority.ts';
export { downloadFile, files } from './files.ts';
export { get } from './get.ts';
export { count, info } from './info.ts';
export { setDownloadPath, setLocation, setSavePath } from './locations.ts';
export { fetchMetadata, parseMetadata, saveMetadata } from './metadata.ts';
export { pieceAvailability, pieceHashes, pieceStates } from './pieces.ts';
export { properties } from './properties.ts';
export { bottomPrio, decreasePrio, increasePrio, topPrio } from './queue.ts';
export { downloadLimit, uploadLimit } from './read-limits.ts';
export { reannounce } from './reannounce.ts';
export { recheck } from './recheck.ts';
export { rename, renameFile, renameFolder } from './rename.ts';
export { setDownloadLimit, setUploadLimit } from './set-limits.ts';
export { setShareLimits } from './share-limits.ts';
export { setSslParameters, sslParameters } from './ssl-parameters.ts';
export { start, stop } from './stop.ts';
export { setAutoManagement, setForceStart, setSuperSeeding } from './switches.ts';
export { createTags, deleteTags, tags } from './tags.ts';
export { addTags, removeTags, setTags } from './torrent-tags.ts';
export { trackers } from './trackers.ts';
export { webSeeds } from './web-seeds.ts';
