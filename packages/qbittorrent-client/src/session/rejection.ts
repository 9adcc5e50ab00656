import { QBittorrentError } from '../qbittorrent-error.ts';

/** The error for credentials that are wrong. */
export function rejection(): QBittorrentError {
  return new QBittorrentError(
    'QBT_LOGIN_REJECTED',
    'Cannot log in to qBittorrent: the user name, password or API key is wrong (API keys need qBittorrent 5.2)',
    'correct it: the same values are not tried again, because too many failed logins lead to a ban',
  );
}
