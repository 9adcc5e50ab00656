/** What the calls of `torrents` take and give, and the group of their methods. */
export type { AddPeersInput } from './add-peers.ts';
export type { AddTorrentsInput } from './add-torrents-input.ts';
export type { RemoveCategoriesInput, SetCategoryInput } from './categories.ts';
export type {
  CreateCategoryInput,
  EditCategoryInput,
} from './category-paths.ts';
export type { SetCommentInput } from './comment.ts';
export type { DeleteTorrentsInput } from './delete.ts';
export type { EditTrackerInput, TrackersInput } from './edit-trackers.ts';
export type { EditWebSeedInput, WebSeedsInput } from './edit-web-seeds.ts';
export type { FilePrioInput } from './file-priority.ts';
export type { DownloadFileInput, TorrentFilesInput } from './files.ts';
export type { TorrentHashes, TorrentsInput } from './hashes.ts';
export type { TorrentFilter, TorrentsQuery } from './info.ts';
export type { SetLocationInput, TorrentPathInput } from './locations.ts';
export type {
  FetchMetadataInput,
  MetadataSource,
  ParseMetadataInput,
} from './metadata.ts';
export type { PieceState } from './pieces.ts';
export type { QueueInput } from './queue.ts';
export type { ReadLimitsInput, TorrentSpeedLimits } from './read-limits.ts';
export type { ReannounceInput } from './reannounce.ts';
export type {
  RenameFileInput,
  RenameFolderInput,
  RenameInput,
} from './rename.ts';
export type { TorrentLimitInput } from './set-limits.ts';
export type { SetShareLimitsInput } from './share-limits.ts';
export type { SetSslParametersInput, TorrentSsl } from './ssl-parameters.ts';
export type { TorrentSwitchInput } from './switches.ts';
export type { TagsInput } from './tags.ts';
export type { TorrentInput } from './torrent-input.ts';
export type { RemoveTagsInput, TorrentTagsInput } from './torrent-tags.ts';
export type { TorrentsGroup } from './torrents-group.ts';
