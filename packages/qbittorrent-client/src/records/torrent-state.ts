/**
 * What a torrent does. `…UP`: it has all it wants; `…DL`: it does not; `forced…`: the queue does not
 * count; `metaDL`: it still learns what it is made of. `paused…` is `stopped…` since 5.0.
 */
export type TorrentState =
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
  | 'unknown'
  | (string & {});
