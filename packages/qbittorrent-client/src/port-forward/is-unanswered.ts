import { isQBittorrentError } from '../qbittorrent-error.ts';

const GATEWAY_TIMEOUT = 504;

/** Whether a request was passed on and only its answer is missing, to us or to a proxy on the way. */
export function isUnanswered(error: unknown): boolean {
  return (
    isQBittorrentError(error) && (error.code === 'QBT_TIMEOUT' || error.status === GATEWAY_TIMEOUT)
  );
}
