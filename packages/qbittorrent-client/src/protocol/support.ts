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

/** Whether a server whose Web API has this version has an endpoint. */
export function isSupported(endpoint: AnyEndpoint, version: string): boolean {
  const { since, formerly } = endpoint;
  return !isGone(endpoint, version) && (formerly !== undefined || isAtLeast(version, since));
}

/**
 * Makes sure that a server has an endpoint.
 *
 * @param version Of its Web API.
 * @throws {QBittorrentError} `QBT_UNSUPPORTED`, naming the version that is needed.
 */
export function checkSupport(endpoint: AnyEndpoint, version: string): void {
  if (isSupported(endpoint, version)) return;
  const { does, since, removed } = endpoint;
  const advice = isGone(endpoint, version)
    ? `use another call: it was removed in Web API ${removed}`
    : `update it to one with Web API ${since}`;
  throw new QBittorrentError(
    'QBT_UNSUPPORTED',
    `Cannot ${does}: this qBittorrent (Web API ${version}) does not have the call`,
    advice,
  );
}

function isGone({ removed }: AnyEndpoint, version: string): boolean {
  return removed !== undefined && isAtLeast(version, removed);
}
