import type { Variable } from '@portkeep/app-host';
import { qbittorrent } from '@portkeep/port-sinks';
import type { ForwardTarget } from './forward-target.ts';

const listening = qbittorrent('listen').variables.qbittorrentPortMode;
const announcing = qbittorrent('announce').variables.qbittorrentPortMode;

/**
 * `QBITTORRENT_PORT_MODE`, with a default that follows from the target: a qBittorrent behind a fixed
 * port goes on listening there, and only announces the forwarded one.
 */
export function qbittorrentMode(target: Variable<ForwardTarget | undefined>): typeof listening {
  return {
    ...listening,
    fallback: 'announce if FORWARD_TO names a port, else listen',
    read(environment) {
      const to = target.read(environment);
      const hasPort = 'value' in to && to.value?.port !== undefined;
      return (hasPort ? announcing : listening).read(environment);
    },
  };
}
