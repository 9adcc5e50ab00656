import { QBittorrentError } from '../qbittorrent-error.ts';

/** The error for a parameter that is not sent. The value is not quoted: it may be a secret. */
export function badParameter(
  name: string,
  problem: string,
  advice = 'give what the types of the call ask for',
): QBittorrentError {
  return new QBittorrentError('QBT_BAD_REQUEST', `Cannot use "${name}": ${problem}`, advice);
}
