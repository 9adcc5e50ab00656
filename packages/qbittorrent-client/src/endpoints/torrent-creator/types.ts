/** What the calls of `torrent-creator` take and give, and the group of their methods. */
export type { AddTaskInput } from './add-task.ts';
export type { CreatorStatusInput, CreatorTaskInput } from './tasks.ts';
export type { TorrentCreatorGroup } from './torrent-creator-group.ts';
