/**
 * The qBittorrent client without an HTTP library: bring your own `transport`.
 *
 * @example
 * ```ts
 * import { QBittorrentClient } from '@portkeep/qbittorrent-client/core';
 *
 * const client = new QBittorrentClient({
 *   baseUrl: 'http://localhost:8080',
 *   transport: async () => ({ status: 200, headers: {}, body: 'v5.2.3' }),
 * });
 * if ((await client.app.version()) !== 'v5.2.3') throw new Error('another version');
 * ```
 *
 * @module
 */
export type { AuthGroup } from './auth-group.ts';
export type { Clock } from './clock.ts';
export { systemClock } from './clock.ts';
export type { AppGroup } from './endpoints/app/app-group.ts';
export type { SetCookiesInput } from './endpoints/app/cookies.ts';
export type {
  DirectoryContent,
  DirectoryInput,
  DiskPathInput,
} from './endpoints/app/directories.ts';
export * as appEndpoints from './endpoints/app/index.ts';
export type { InterfaceAddressesInput } from './endpoints/app/network-interfaces.ts';
export type { LoginInput } from './endpoints/auth.ts';
export * as authEndpoints from './endpoints/auth.ts';
export type { ClientDataGroup } from './endpoints/client-data/client-data-group.ts';
export * as clientDataEndpoints from './endpoints/client-data/index.ts';
export type { ClientData, LoadClientDataInput } from './endpoints/client-data/load.ts';
export type { StoreClientDataInput } from './endpoints/client-data/store.ts';
export * as logEndpoints from './endpoints/log/index.ts';
export type { LogGroup } from './endpoints/log/log-group.ts';
export type { LogMessagesInput } from './endpoints/log/main.ts';
export type { PeerLogInput } from './endpoints/log/peers.ts';
export type {
  MarkAsReadInput,
  MatchingArticles,
  RssItemPathInput,
  RssRuleNameInput,
} from './endpoints/rss/articles.ts';
export type {
  AddFeedInput,
  SetFeedRefreshIntervalInput,
  SetFeedUrlInput,
} from './endpoints/rss/feeds.ts';
export * as rssEndpoints from './endpoints/rss/index.ts';
export type { MoveRssItemInput, RssItemsInput, RssPathInput } from './endpoints/rss/items.ts';
export type { RssGroup } from './endpoints/rss/rss-group.ts';
export type {
  CloneRuleInput,
  RenameRuleInput,
  RssRules,
  SetRuleInput,
} from './endpoints/rss/rules.ts';
export type { ImportRulesInput } from './endpoints/rss/rules-file.ts';
export type { SearchCategoriesInput } from './endpoints/search/categories.ts';
export * as searchEndpoints from './endpoints/search/index.ts';
export type { SearchInput, SearchStatusInput, StartSearchInput } from './endpoints/search/jobs.ts';
export type {
  EnablePluginInput,
  InstallPluginInput,
  SearchPluginsInput,
} from './endpoints/search/plugins.ts';
export type { DownloadTorrentInput, SearchResultsInput } from './endpoints/search/results.ts';
export type { SearchGroup } from './endpoints/search/search-group.ts';
export * as syncEndpoints from './endpoints/sync/index.ts';
export type { MainDataInput } from './endpoints/sync/main-data.ts';
export type { SyncGroup } from './endpoints/sync/sync-group.ts';
export type { TorrentPeersInput } from './endpoints/sync/torrent-peers.ts';
export type { AddTaskInput } from './endpoints/torrent-creator/add-task.ts';
export * as torrentCreatorEndpoints from './endpoints/torrent-creator/index.ts';
export type { CreatorStatusInput, CreatorTaskInput } from './endpoints/torrent-creator/tasks.ts';
export type { TorrentCreatorGroup } from './endpoints/torrent-creator/torrent-creator-group.ts';
export type { AddPeersInput } from './endpoints/torrents/add-peers.ts';
export type { AddTorrentsInput } from './endpoints/torrents/add-torrents-input.ts';
export type { RemoveCategoriesInput, SetCategoryInput } from './endpoints/torrents/categories.ts';
export type {
  CreateCategoryInput,
  EditCategoryInput,
} from './endpoints/torrents/category-paths.ts';
export type { SetCommentInput } from './endpoints/torrents/comment.ts';
export type { DeleteTorrentsInput } from './endpoints/torrents/delete.ts';
export type { EditTrackerInput, TrackersInput } from './endpoints/torrents/edit-trackers.ts';
export type { EditWebSeedInput, WebSeedsInput } from './endpoints/torrents/edit-web-seeds.ts';
export type { FilePrioInput } from './endpoints/torrents/file-priority.ts';
export type { DownloadFileInput, TorrentFilesInput } from './endpoints/torrents/files.ts';
export type { TorrentHashes, TorrentsInput } from './endpoints/torrents/hashes.ts';
export * as torrentsEndpoints from './endpoints/torrents/index.ts';
export type { TorrentFilter, TorrentsQuery } from './endpoints/torrents/info.ts';
export type { SetLocationInput, TorrentPathInput } from './endpoints/torrents/locations.ts';
export type {
  FetchMetadataInput,
  MetadataSource,
  ParseMetadataInput,
} from './endpoints/torrents/metadata.ts';
export type { PieceState } from './endpoints/torrents/pieces.ts';
export type { QueueInput } from './endpoints/torrents/queue.ts';
export type { ReadLimitsInput, TorrentSpeedLimits } from './endpoints/torrents/read-limits.ts';
export type { ReannounceInput } from './endpoints/torrents/reannounce.ts';
export type {
  RenameFileInput,
  RenameFolderInput,
  RenameInput,
} from './endpoints/torrents/rename.ts';
export type { TorrentLimitInput } from './endpoints/torrents/set-limits.ts';
export type { SetShareLimitsInput } from './endpoints/torrents/share-limits.ts';
export type { SetSslParametersInput, TorrentSsl } from './endpoints/torrents/ssl-parameters.ts';
export type { TorrentSwitchInput } from './endpoints/torrents/switches.ts';
export type { TagsInput } from './endpoints/torrents/tags.ts';
export type { TorrentInput } from './endpoints/torrents/torrent-input.ts';
export type { RemoveTagsInput, TorrentTagsInput } from './endpoints/torrents/torrent-tags.ts';
export type { TorrentsGroup } from './endpoints/torrents/torrents-group.ts';
export type { BanPeersInput } from './endpoints/transfer/ban-peers.ts';
export * as transferEndpoints from './endpoints/transfer/index.ts';
export type { GlobalLimit } from './endpoints/transfer/limits.ts';
export type { SpeedLimitsInput } from './endpoints/transfer/speed-limits.ts';
export type {
  SpeedLimitsMode,
  SpeedLimitsModeInput,
} from './endpoints/transfer/speed-limits-mode.ts';
export type { TransferGroup } from './endpoints/transfer/transfer-group.ts';
export type { Group, Method } from './group.ts';
export { createGroup } from './group.ts';
export type { InfoHashes } from './info-hash/info-hashes.ts';
export { infoHashesOf } from './info-hash/info-hashes-of.ts';
export type { TorrentUpload } from './info-hash/torrent-upload.ts';
export type { MainDataChange, RecordChange, RecordChanges } from './main-data/main-data-change.ts';
export type { MainDataState, SyncTracker } from './main-data/main-data-state.ts';
export type { MainDataStoreOptions } from './main-data/main-data-store.ts';
export { MainDataStore } from './main-data/main-data-store.ts';
export type { ChangesOptions } from './main-data/poll-changes.ts';
export type { Truthy, UntilOptions } from './main-data/poll-until.ts';
export * from './port-forward/index.ts';
export { decodeReply } from './protocol/decode-reply.ts';
export { encodeRequest } from './protocol/encode-request.ts';
export type { AnyEndpoint } from './protocol/endpoint.ts';
export { QBittorrentClient } from './qbittorrent-client.ts';
export type { AnyQBittorrentError } from './qbittorrent-error.ts';
export type { ApiKey } from './records/api-key.ts';
export { ApiKeySchema } from './records/api-key.ts';
export type { BuildInfo } from './records/build-info.ts';
export { BuildInfoSchema } from './records/build-info.ts';
export type { Categories, Category } from './records/category.ts';
export { CategoriesSchema, CategorySchema } from './records/category.ts';
export type { Cookie } from './records/cookie.ts';
export { CookieSchema } from './records/cookie.ts';
export type {
  AddedCreatorTask,
  CreatorTask,
  CreatorTaskStatus,
  TorrentFormat,
} from './records/creator-task.ts';
export { AddedCreatorTaskSchema, CreatorTaskSchema } from './records/creator-task.ts';
export type { DirectoryEntry } from './records/directory-entry.ts';
export { DirectoryEntrySchema } from './records/directory-entry.ts';
export type { EntriesOf, RecordSchema } from './records/entries-of.ts';
export type { LogMessage, LogMessageType } from './records/log-message.ts';
export { LogMessageSchema } from './records/log-message.ts';
export type { MainData } from './records/main-data.ts';
export { MainDataSchema } from './records/main-data.ts';
export type { NetworkInterface } from './records/network-interface.ts';
export { NetworkInterfaceSchema } from './records/network-interface.ts';
export type { PartOf } from './records/partial-record.ts';
export type { PeerLogEntry } from './records/peer-log-entry.ts';
export { PeerLogEntrySchema } from './records/peer-log-entry.ts';
export type { PeersAdded, PeersAddedByHash } from './records/peers-added.ts';
export { PeersAddedByHashSchema, PeersAddedSchema } from './records/peers-added.ts';
export type { AdvancedPreferences } from './records/preferences/advanced.ts';
export type { BehaviorPreferences } from './records/preferences/behavior.ts';
export type { BitTorrentPreferences } from './records/preferences/bittorrent.ts';
export type { ConnectionPreferences } from './records/preferences/connection.ts';
export type { DownloadsPreferences } from './records/preferences/downloads.ts';
export type { LibtorrentPreferences } from './records/preferences/libtorrent.ts';
export type { NotificationPreferences } from './records/preferences/notifications.ts';
export type { ProxyPreferences, ProxyType } from './records/preferences/proxy.ts';
export type { RssPreferences } from './records/preferences/rss.ts';
export type { SearchPreferences } from './records/preferences/search.ts';
export type { SpeedPreferences } from './records/preferences/speed.ts';
export type { WebUiPreferences } from './records/preferences/web-ui.ts';
export type { Preferences } from './records/preferences.ts';
export { PreferencesSchema } from './records/preferences.ts';
export type { ProcessInfo } from './records/process-info.ts';
export { ProcessInfoSchema } from './records/process-info.ts';
export type { RssArticle, RssFeed, RssFolder, RssItem } from './records/rss-item.ts';
export { isRssFeed, RssArticleSchema, RssFeedSchema, RssFolderSchema } from './records/rss-item.ts';
export type { RssRule, RssTorrentParams } from './records/rss-rule.ts';
export { RssRuleSchema, RssTorrentParamsSchema } from './records/rss-rule.ts';
export type { SearchJob, SearchStatus, StartedSearch } from './records/search-job.ts';
export { SearchJobSchema, StartedSearchSchema } from './records/search-job.ts';
export type { SearchCategory, SearchPlugin } from './records/search-plugin.ts';
export { SearchCategorySchema, SearchPluginSchema } from './records/search-plugin.ts';
export type { SearchResult, SearchResults } from './records/search-results.ts';
export { SearchResultSchema, SearchResultsSchema } from './records/search-results.ts';
export type { ServerState } from './records/server-state.ts';
export { ServerStateSchema, ServerStateUpdateSchema } from './records/server-state.ts';
export type { ShareLimitAction, ShareLimitsMode } from './records/share-limits.ts';
export type { SpeedLimits } from './records/speed-limits.ts';
export { SpeedLimitsSchema } from './records/speed-limits.ts';
export type { SslParameters } from './records/ssl-parameters.ts';
export { SslParametersSchema } from './records/ssl-parameters.ts';
export type { TorrentStateGroup } from './records/state-group-of.ts';
export { stateGroupOf } from './records/state-group-of.ts';
export { tagsOf } from './records/tags-of.ts';
export type { Torrent } from './records/torrent.ts';
export { TorrentSchema } from './records/torrent.ts';
export type { TorrentActivity } from './records/torrent-activity.ts';
export type { TorrentFile } from './records/torrent-file.ts';
export { TorrentFileSchema } from './records/torrent-file.ts';
export type { TorrentLimits } from './records/torrent-limits.ts';
export type { TorrentContents, TorrentMetadata } from './records/torrent-metadata.ts';
export { TorrentMetadataSchema } from './records/torrent-metadata.ts';
export type { Peer, TorrentPeers } from './records/torrent-peers.ts';
export { PeerSchema, TorrentPeersSchema } from './records/torrent-peers.ts';
export type { TorrentProperties } from './records/torrent-properties.ts';
export { TorrentPropertiesSchema } from './records/torrent-properties.ts';
export type { KnownTorrentState, TorrentState } from './records/torrent-state.ts';
export type { TorrentsAdded } from './records/torrents-added.ts';
export type { Tracker, TrackerEndpoint, TrackerStatus } from './records/tracker.ts';
export { TrackerSchema } from './records/tracker.ts';
export type { TransferInfo } from './records/transfer-info.ts';
export { TransferInfoSchema } from './records/transfer-info.ts';
export type { WebSeed } from './records/web-seed.ts';
export { WebSeedSchema } from './records/web-seed.ts';
export type { WithNewer } from './records/with-newer.ts';
