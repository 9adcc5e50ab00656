import type { TorrentUpload } from '../../info-hash/torrent-upload.ts';
import type { ShareLimitAction, ShareLimitsMode } from '../../records/share-limits.ts';
import type { TorrentSsl } from './ssl-parameters.ts';

/** Torrents to add, and how. What is left out is as in the preferences. */
export interface AddTorrentsInput {
  /** Magnet links, info hashes, and HTTP addresses of .torrent files. */
  readonly urls?: readonly string[] | undefined;
  /** .torrent files. */
  readonly files?: readonly TorrentUpload[] | undefined;
  /** Where they are kept when they are complete. */
  readonly savePath?: string | undefined;
  /** Where they are kept until then. Since 4.4. */
  readonly downloadPath?: string | undefined;
  /** Whether `downloadPath` counts. Since 4.4. */
  readonly useDownloadPath?: boolean | undefined;
  /** Their category decides where they are kept. */
  readonly autoTmm?: boolean | undefined;
  /** Their category; one that is not there yet is made. */
  readonly category?: string | undefined;
  /** Their tags. Since 4.3. */
  readonly tags?: readonly string[] | undefined;
  /** Another name for the torrent. */
  readonly rename?: string | undefined;
  /** Whether they are added stopped. */
  readonly stopped?: boolean | undefined;
  /** Whether they ignore the queue. Since 5.1. */
  readonly forced?: boolean | undefined;
  /** They come first in the queue. Since 4.6. */
  readonly addToTopOfQueue?: boolean | undefined;
  /** The condition at which they stop. Since 4.5. */
  readonly stopCondition?: 'None' | 'MetadataReceived' | 'FilesChecked' | (string & {}) | undefined;
  /** Whether they get a folder. Before 4.3.2 `Subfolder` is the same as `Original`. */
  readonly contentLayout?: 'Original' | 'Subfolder' | 'NoSubfolder' | (string & {}) | undefined;
  /** Whether to skip the check of files that are already there. */
  readonly skipChecking?: boolean | undefined;
  /** Whether pieces are fetched in order. */
  readonly sequentialDownload?: boolean | undefined;
  /** Whether first and last pieces are fetched first. */
  readonly firstLastPiecePrio?: boolean | undefined;
  /** For each file 0 = not wanted, 1, 6 or 7; only with one URL after `fetchMetadata`. Since 5.2. */
  readonly filePriorities?: readonly number[] | undefined;
  /** The upload limit of each, bytes per second. */
  readonly uploadLimit?: number | undefined;
  /** The download limit of each, bytes per second. */
  readonly downloadLimit?: number | undefined;
  /** The ratio at which seeding ends; -2 = as in the preferences, -1 = never. Since 4.3.4. */
  readonly ratioLimit?: number | undefined;
  /** Minutes of seeding; -2 = as in the preferences, -1 = no limit. Since 4.3.4. */
  readonly seedingTimeLimit?: number | undefined;
  /** Minutes of seeding while no peer downloads; -2 and -1 as above. Since 4.6. */
  readonly inactiveSeedingTimeLimit?: number | undefined;
  /** What happens at a limit. Since 5.0. */
  readonly shareLimitAction?: ShareLimitAction | undefined;
  /** Whether one limit is enough. Since 5.3. */
  readonly shareLimitsMode?: ShareLimitsMode | undefined;
  /** The search plugin that fetches the URLs. Since 5.2. @default qBittorrent itself */
  readonly downloader?: string | undefined;
  /** Cookies for the URLs, as in the header. Before 5.1 only: then `app.setCookies`. */
  readonly cookie?: string | undefined;
  /** What they present to their peers over TLS. Since 5.0. */
  readonly ssl?: TorrentSsl | undefined;
}
