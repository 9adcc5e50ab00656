/**
 * Endpoints of rates, limits and the state of the connection. Import single rows for a small
 * bundle; `client.transfer` has them all as methods.
 *
 * @example
 * ```ts
 * import { createGroup, QBittorrentSession } from '@portkeep/qbittorrent-client';
 * import { downloadLimit } from '@portkeep/qbittorrent-client/endpoints/transfer';
 *
 * const session = new QBittorrentSession({
 *   baseUrl: 'http://localhost:8080',
 *   transport: async () => ({ status: 200, headers: {}, body: '1048576' }), // kyTransport() for real HTTP
 * });
 * const transfer = createGroup(session, { downloadLimit });
 * if ((await transfer.downloadLimit()) !== 1_048_576) throw new Error('another limit');
 * ```
 *
 * @module
 */
export { banPeers } from './ban-peers.ts';
export { info } from './info.ts';
export { downloadLimit, setDownloadLimit, setUploadLimit, uploadLimit } from './limits.ts';
export { pauseSession, resumeSession } from './session-pause.ts';
export { getSpeedLimits, setSpeedLimits } from './speed-limits.ts';
export {
  setSpeedLimitsMode,
  speedLimitsMode,
  toggleSpeedLimitsMode,
} from './speed-limits-mode.ts';
