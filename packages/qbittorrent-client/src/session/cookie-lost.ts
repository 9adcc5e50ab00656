import { QBittorrentError } from '../qbittorrent-error.ts';

/** The error for a session that is not known right after its login. */
export function cookieLost(does: string): QBittorrentError {
  return new QBittorrentError(
    'QBT_FORBIDDEN',
    `Cannot ${does}: qBittorrent accepted the login and does not know the session right after it`,
    'configure the proxy in front of qBittorrent to pass on cookies (Set-Cookie and Cookie), and to send all requests to the same qBittorrent',
    { status: 403 },
  );
}
