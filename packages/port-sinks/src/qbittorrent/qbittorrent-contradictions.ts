import type { Values } from '@portkeep/app-host';
import type { QBittorrentVariables } from './qbittorrent-variables.ts';

/** Contradictions between the qBittorrent variables; those with an invalid value are missing here. */
export function qbittorrentContradictions(
  values: Partial<Values<QBittorrentVariables>>,
): readonly string[] {
  const { qbittorrentBasicUser: user, qbittorrentBasicPass: pass } = values;
  const found: string[] = [];
  const isHalf =
    'qbittorrentBasicUser' in values &&
    'qbittorrentBasicPass' in values &&
    (user === undefined) !== (pass === undefined);
  if (isHalf) {
    const [set, missing] = user === undefined ? ['PASS', 'USER'] : ['USER', 'PASS'];
    found.push(
      `QBITTORRENT_BASIC_${set} is set and QBITTORRENT_BASIC_${missing} is not; set both, or none`,
    );
  }
  if ((user ?? pass) !== undefined && values.qbittorrentApiKey !== undefined) {
    found.push(
      'QBITTORRENT_BASIC_USER and QBITTORRENT_API_KEY exclude each other, because a request has one Authorization header; use QBITTORRENT_PASS in place of the key, or an address that does not lead through the proxy',
    );
  }
  return found;
}
