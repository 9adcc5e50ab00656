import type { Transport } from '@portkeep/qbittorrent-client/port-forward';
import { httpTransport } from '../transport/http-transport.ts';

/**
 * The apps' transport for qBittorrent: texts only, no files and no streams. Setting a port takes a
 * handful of calls, which share a connection.
 */
export function qbittorrentTransport(): Transport {
  const carry = httpTransport({ keepIdleMs: 1_000 });
  return async ({ body, ...request }, options) => {
    if (typeof body === 'object') throw new TypeError('Cannot upload files: the apps never do');
    return await carry({ ...request, body }, options);
  };
}
