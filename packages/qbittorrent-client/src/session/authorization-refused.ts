import type { HttpReply } from '@portkeep/http';
import { QBittorrentError } from '../qbittorrent-error.ts';

/**
 * The error for a request that was refused with the `Authorization` header of a proxy in front of
 * qBittorrent. qBittorrent 5.2 and newer, where it gets that header, takes it for a login of its
 * own: a right password is answered 401 then, and counts as a failed login.
 */
export function authorizationRefused({ status, headers }: HttpReply): QBittorrentError {
  const isProxys = headers['www-authenticate'] !== undefined;
  const [problem, advice] = isProxys
    ? [
        'the proxy in front of it does not accept its user name and password (Basic)',
        'correct "basic"',
      ]
    : [
        `status ${status} to a login with an Authorization header for the proxy in front of it`,
        'keep the proxy from passing that header on, which qBittorrent 5.2 and newer takes for its own (nginx: proxy_set_header Authorization "";), and check the user name, the password and the Host header',
      ];
  return new QBittorrentError(
    'QBT_LOGIN_REJECTED',
    `Cannot log in to qBittorrent: ${problem}`,
    `${advice}; nothing is tried again before a change or allowLogin(), because too many failed logins lead to a ban`,
    { status, reason: isProxys ? 'basic-refused' : 'authorization-refused' },
  );
}
