import type { SinkKind } from '../sink-kind.ts';
import { HEADLINES, qbittorrentHeadline } from './headlines.ts';
import { qbittorrentContradictions } from './qbittorrent-contradictions.ts';
import {
  type QBittorrentPortMode,
  type QBittorrentVariables,
  qbittorrentVariables,
} from './qbittorrent-variables.ts';
import { type QBittorrentState, stateEntries } from './state-entries.ts';

/**
 * A qBittorrent that listens on the port, or announces it.
 *
 * @param mode the default of `QBITTORRENT_PORT_MODE`.
 */
export function qbittorrent(
  mode: QBittorrentPortMode,
): SinkKind<QBittorrentVariables, QBittorrentState> {
  return {
    name: 'qbittorrent',
    variables: qbittorrentVariables(mode),
    stateEntries,
    examination: {
      title: 'qBittorrent',
      failure: HEADLINES.otherwise,
      limitMs: 9_000,
      unset: 'QBITTORRENT_HOST is not set',
    },
    contradictions: qbittorrentContradictions,
    headlineOf: qbittorrentHeadline,
    configured(values) {
      const { qbittorrentHost: baseUrl } = values;
      if (baseUrl === undefined) return undefined;
      const load = () => import('./qbittorrent.ts');
      return {
        target: `qbittorrent at ${baseUrl.host}`,
        create: async (app) => (await load()).qbittorrentSink(values, app),
        examine: async (situation, signal) =>
          (await load()).examineConfigured(values, situation, signal),
      };
    },
  };
}
