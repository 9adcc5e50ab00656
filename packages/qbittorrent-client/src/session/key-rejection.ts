import { QBittorrentError } from '../qbittorrent-error.ts';

/** The error for an API key that is refused. */
export function keyRejection(): QBittorrentError {
  return new QBittorrentError(
    'QBT_LOGIN_REJECTED',
    'Cannot log in to qBittorrent: it refuses the API key (API keys need qBittorrent 5.2)',
    'copy the key again from the Web UI options, and check whether a proxy in front of qBittorrent refuses requests',
    { status: 403, reason: 'api-key-refused' },
  );
}
