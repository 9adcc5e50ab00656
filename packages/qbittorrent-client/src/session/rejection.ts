import { QBittorrentError } from '../qbittorrent-error.ts';

/** The error for a user name or password that is wrong. */
export function rejection(): QBittorrentError {
  return new QBittorrentError(
    'QBT_LOGIN_REJECTED',
    'Cannot log in to qBittorrent: the user name or the password is wrong',
    'correct it: the same values are not tried again, because too many failed logins lead to a ban',
  );
}
