import { QBittorrentError } from '../qbittorrent-error.ts';
import type { Preferences } from '../records/preferences.ts';
import { notHeld } from './listen-patch.ts';

/**
 * The preferences, where they are as asked.
 *
 * @throws {QBittorrentError} `QBT_NOT_APPLIED`, with the names of the others.
 */
export function checkHeld(present: Preferences, patch: Partial<Preferences>): Preferences {
  const names = notHeld(present, patch);
  if (names.length === 0) return present;
  throw new QBittorrentError(
    'QBT_NOT_APPLIED',
    `qBittorrent does not hold ${names.join(', ')} as asked`,
    'check that no other program sets them too',
  );
}
