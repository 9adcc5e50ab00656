/**
 * The states of torrents in all versions. `…UP`: it has all it wants; `…DL`: it does not; `forced…`:
 * the queue does not count; `metaDL`: it is still fetching its metadata. `paused…` is `stopped…`
 * since 5.0.
 */
export type KnownTorrentState =
  | 'error'
  | 'missingFiles'
  | 'uploading'
  | 'stoppedUP'
  | 'pausedUP'
  | 'queuedUP'
  | 'stalledUP'
  | 'checkingUP'
  | 'forcedUP'
  | 'allocating'
  | 'downloading'
  | 'metaDL'
  | 'forcedMetaDL'
  | 'stoppedDL'
  | 'pausedDL'
  | 'queuedDL'
  | 'stalledDL'
  | 'checkingDL'
  | 'forcedDL'
  | 'checkingResumeData'
  | 'moving'
  | 'unknown';

/** What a torrent does: one of {@link KnownTorrentState}, or a state of a newer version. */
export type TorrentState = KnownTorrentState | (string & {});
