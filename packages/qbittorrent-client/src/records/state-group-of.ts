import type { KnownTorrentState, TorrentState } from './torrent-state.ts';

/**
 * What a torrent does, in few words. `downloading` and `seeding` include what waits for peers or for
 * metadata, `checking` includes `allocating`; `unknown` is also each state that this package does not
 * know.
 */
export type TorrentStateGroup =
  | 'downloading'
  | 'seeding'
  | 'stopped'
  | 'queued'
  | 'checking'
  | 'moving'
  | 'errored'
  | 'unknown';

const GROUPS: Readonly<Record<KnownTorrentState, TorrentStateGroup>> = {
  error: 'errored',
  missingFiles: 'errored',
  uploading: 'seeding',
  stalledUP: 'seeding',
  forcedUP: 'seeding',
  stoppedUP: 'stopped',
  stoppedDL: 'stopped',
  pausedUP: 'stopped',
  pausedDL: 'stopped',
  queuedUP: 'queued',
  queuedDL: 'queued',
  checkingUP: 'checking',
  checkingDL: 'checking',
  checkingResumeData: 'checking',
  allocating: 'checking',
  downloading: 'downloading',
  stalledDL: 'downloading',
  forcedDL: 'downloading',
  metaDL: 'downloading',
  forcedMetaDL: 'downloading',
  moving: 'moving',
  unknown: 'unknown',
};

/**
 * The group of a state, under one name for all versions: `pausedDL` (4.x) and `stoppedDL` (5.x) are both
 * `stopped`. Each state is in one group, while a torrent can pass several filters of `torrents.info`.
 * Whether a torrent is complete is in its `progress`.
 *
 * @param state The `state` of a torrent.
 *
 * @example
 * ```ts
 * import { stateGroupOf } from '@portkeep/qbittorrent-client';
 *
 * if (stateGroupOf('pausedUP') !== stateGroupOf('stoppedUP')) throw new Error('two groups');
 * ```
 */
export function stateGroupOf(state: TorrentState): TorrentStateGroup {
  return isKnown(state) ? GROUPS[state] : 'unknown';
}

function isKnown(state: TorrentState): state is KnownTorrentState {
  return Object.hasOwn(GROUPS, state);
}
