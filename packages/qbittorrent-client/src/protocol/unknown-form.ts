import { QBittorrentError, type QBittorrentErrorDetails } from '../qbittorrent-error.ts';

const NEWER = 'qBittorrent may be newer than this package: update it, or set "validate" to false';
/** How many places an error names. */
const MOST_NAMED = 5;

/**
 * The error for JSON that is not as qBittorrent sends it.
 *
 * @param does What was tried, e.g. `read the feeds`.
 * @param places What is wrong: names of keys only, since the values of preferences hold passwords.
 * @param details `partial` is what could be read.
 */
export function unknownForm(
  does: string,
  places: readonly string[],
  details: Omit<QBittorrentErrorDetails, 'places'>,
): QBittorrentError {
  const more = places.length > MOST_NAMED ? ` and ${places.length - MOST_NAMED} more` : '';
  return new QBittorrentError(
    'QBT_UNEXPECTED_RESPONSE',
    `Cannot ${does}: the reply does not have the known form (${places.slice(0, MOST_NAMED).join(', ')}${more})`,
    details.partial === undefined ? NEWER : `${NEWER}, or take the rest with "onOddRecords"`,
    { ...details, places },
  );
}
