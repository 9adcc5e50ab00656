/** What the calls of `sync` take and give, and the group of their methods. */
export type { MainDataInput } from './main-data.ts';
export type { SyncGroup } from './sync-group.ts';
export type { TorrentPeersInput } from './torrent-peers.ts';
