import { version, webApiVersion } from '../endpoints/app/versions.ts';
import { isAtLeast } from '../protocol/web-api-version.ts';
import { QBittorrentError } from '../qbittorrent-error.ts';
import type { RequestOptions } from '../request-options.ts';
import type { PortSession } from './port-session.ts';

/** The Web API of qBittorrent 5.1, the first with `announce_port`. */
const ANNOUNCE_PORT_SINCE = '2.11.4';

/** @throws {QBittorrentError} `QBT_UNSUPPORTED` before 5.1, which knows no announced port. */
export async function checkAnnounceSupport(
  session: PortSession,
  options: RequestOptions,
): Promise<void> {
  if (isAtLeast(await session.getWebApiVersion(options), ANNOUNCE_PORT_SINCE)) return;
  // What is known may be the version of a qBittorrent that was replaced.
  const api = await session.call(webApiVersion, undefined, options);
  if (isAtLeast(api, ANNOUNCE_PORT_SINCE)) return;
  const name = await session.call(version, undefined, options);
  throw new QBittorrentError(
    'QBT_UNSUPPORTED',
    `Cannot set the announced port: qBittorrent ${name} (Web API ${api}) does not have this setting`,
    `update it to 5.1 (Web API ${ANNOUNCE_PORT_SINCE}) or, only where no gateway translates it, set the listening port`,
    { reason: 'no-announced-port' },
  );
}
