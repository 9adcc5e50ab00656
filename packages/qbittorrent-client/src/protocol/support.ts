import { QBittorrentError } from '../qbittorrent-error.ts';
import type { AnyEndpoint } from './endpoint.ts';
import { isAtLeast } from './web-api-version.ts';

/** What every server has: the Web API of qBittorrent 4.1.0. */
const OLDEST = '2.0.0';

/** Whether the version of the server has to be known before the request can be written. */
export function dependsOnVersion({ since, removed, formerly, dialects }: AnyEndpoint): boolean {
  const varies = formerly !== undefined || dialects === true;
  return since !== OLDEST || removed !== undefined || varies;
}

/**
 * Makes sure that a server has an endpoint.
 *
 * @param version Of its Web API.
 * @throws {QBittorrentError} `QBT_UNSUPPORTED`, naming the version that is needed.
 */
export function checkSupport(
  { does, since, removed, formerly }: AnyEndpoint,
  version: string,
): void {
  if (removed !== undefined && isAtLeast(version, removed)) {
    throw unsupported(does, version, `use another call: it was removed in Web API ${removed}`);
  }
  if (formerly !== undefined || isAtLeast(version, since)) return;
  throw unsupported(does, version, `update it to one with Web API ${since}`);
}

function unsupported(does: string, version: string, advice: string): QBittorrentError {
  return new QBittorrentError(
    'QBT_UNSUPPORTED',
    `Cannot ${does}: this qBittorrent (Web API ${version}) does not have the call`,
    advice,
  );
}
