import { QBittorrentError } from '../qbittorrent-error.ts';

/**
 * qBittorrent takes any number for a port and listens nowhere, so it is checked here.
 *
 * @param port A port.
 * @param does What it is for, e.g. `set the listening port`.
 * @throws {QBittorrentError} `QBT_BAD_REQUEST` when it is not a whole number from 1 to 65535.
 */
export function checkPort(port: number, does: string): void {
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return;
  throw new QBittorrentError(
    'QBT_BAD_REQUEST',
    `Cannot ${does}: ${String(port)} is not a port`,
    'use a whole number from 1 to 65535',
  );
}
