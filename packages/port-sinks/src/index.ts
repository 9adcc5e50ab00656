/**
 * The sinks of the apps that keep a port: what gets the port, and the variables that configure it.
 *
 * @module
 */

export { type CommandHookOptions, commandHook } from './command/command-hook.ts';
export { hookVariable } from './command/hook-variable.ts';
export { CommandError, type RunCommandOptions, runCommand } from './command/run-command.ts';
export { type DataFileOptions, dataFileSink } from './data-file/data-file-sink.ts';
export type { Delivered } from './delivered.ts';
export { fileVariables } from './file-variables.ts';
export type { PortAnnouncement } from './port-announcement.ts';
export { type PortFileOptions, portFileSink } from './port-file/port-file-sink.ts';
export { qbittorrentContradictions } from './qbittorrent/qbittorrent-contradictions.ts';
export {
  type QBittorrentPortMode,
  type QBittorrentVariables,
  qbittorrentVariables,
} from './qbittorrent/qbittorrent-variables.ts';
export {
  type RefusedLogin,
  RefusedLoginSchema,
  type RefusedLoginStore,
} from './qbittorrent/refused-login.ts';
