import type { Transport } from '@portkeep/qbittorrent-client/port-forward';
import { httpTransport } from '../transport/http-transport.ts';

/** The apps' transport for qBittorrent: texts only, no files and no streams. */
export function qbittorrentTransport(): Transport {
  const carry = httpTransport();
  return async ({ body, ...request }, options) => {
    if (typeof body === 'object') throw new TypeError('Cannot upload files: the apps never do');
    return await carry({ ...request, body }, options);
  };
}
