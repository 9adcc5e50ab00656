/**
 * The Web API of qBittorrent 4.5, 5.1 and 5.2, as a state machine and behind a real socket.
 *
 * @example
 * ```ts
 * import { startQBittorrentSimulator } from '@portkeep/simulators';
 *
 * const qbittorrent = await startQBittorrentSimulator({ dialect: '5.1' });
 * qbittorrent.simulator.setFault({ kind: 'html-502' });
 * await qbittorrent.close();
 * ```
 *
 * @module
 */
export type { PreferenceValue } from './default-preferences.ts';
export type { QBittorrentDialect } from './dialect.ts';
export type { QBittorrentFault } from './fault.ts';
export type { OpenPort } from './listener.ts';
export { QBittorrentSimulator } from './qbittorrent-simulator.ts';
export type { QBittorrentSimulatorOptions } from './qbittorrent-simulator-options.ts';
export type { RequestRecord } from './request-record.ts';
export type { InterfaceTable, LoginRecord, ReannounceRecord } from './server-state.ts';
export {
  type RunningQBittorrentSimulator,
  type StartQBittorrentSimulatorOptions,
  startQBittorrentSimulator,
} from './start-qbittorrent-simulator.ts';
