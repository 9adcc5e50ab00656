/**
 * What the `doctor` commands of the apps ask of their sinks.
 *
 * @module
 */
export { hookStep } from './command/hook-step.ts';
export {
  examineQBittorrent,
  type QBittorrentExamination,
} from './qbittorrent/examine-qbittorrent.ts';
export {
  openQBittorrent,
  type QBittorrentPreferences,
  type QBittorrentView,
} from './qbittorrent/open-qbittorrent.ts';
