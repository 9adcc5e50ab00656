/**
 * Endpoints of qBittorrent itself: versions, preferences, network interfaces, API key. Import
 * single rows for a small bundle; `client.app` has them all as methods.
 *
 * @example
 * ```ts
 * import { createGroup, QBittorrentSession } from '@portkeep/qbittorrent-client';
 * import { version } from '@portkeep/qbittorrent-client/endpoints/app';
 *
 * const session = new QBittorrentSession({
 *   baseUrl: 'http://localhost:8080',
 *   transport: async () => ({ status: 200, headers: {}, body: 'v5.2.3' }), // kyTransport() for real HTTP
 * });
 * const app = createGroup(session, { version });
 * if ((await app.version()) !== 'v5.2.3') throw new Error('another version');
 * ```
 *
 * @module
 */
export { deleteApiKey, rotateApiKey } from './api-key.ts';
export { buildInfo } from './build-info.ts';
export { cookies, setCookies } from './cookies.ts';
export {
  defaultSavePath,
  getDirectoryContent,
  getFreeSpaceAtPath,
} from './directories.ts';
export { networkInterfaceAddressList, networkInterfaceList } from './network-interfaces.ts';
export { preferences, setPreferences } from './preferences.ts';
export { processInfo, shutdown } from './process.ts';
export { sendTestEmail } from './test-email.ts';
export { version, webApiVersion } from './versions.ts';
