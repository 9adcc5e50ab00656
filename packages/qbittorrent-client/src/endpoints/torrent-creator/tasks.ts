import { bytes } from '../../protocol/bytes.ts';
import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { type CreatorTask, CreatorTaskSchema } from '../../records/creator-task.ts';
import { listOf } from '../../records/list-of.ts';

/** A task. */
export interface CreatorTaskInput {
  /** What `addTask` answered. */
  readonly taskId: string;
}

/** Which tasks to look at. */
export interface CreatorStatusInput {
  /** One task. @default {all of them} */
  readonly taskId?: string | undefined;
}

/** The state of all tasks, or of one. Since 5.0. */
export const status: Endpoint<CreatorStatusInput | undefined, readonly CreatorTask[]> = query(
  'torrentcreator/status',
  {
    since: '2.11.2',
    does: 'read the state of the torrents that are made',
    read: json(listOf(CreatorTaskSchema)),
    params: ({ taskId }) => ({ taskID: taskId }),
    optional: true,
  },
);

/**
 * The torrent that was made. Since 5.0.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` until it is finished, and when it failed.
 */
export const torrentFile: Endpoint<CreatorTaskInput, ReadableStream<Uint8Array>> = query(
  'torrentcreator/torrentFile',
  {
    since: '2.11.2',
    does: 'download the torrent that was made',
    streams: true,
    read: bytes,
    params: ({ taskId }) => ({ taskID: taskId }),
  },
);

/** Deletes a task. Since 5.0. */
export const deleteTask: Endpoint<CreatorTaskInput, void> = command('torrentcreator/deleteTask', {
  since: '2.11.2',
  does: 'delete the task',
  params: ({ taskId }) => ({ taskID: taskId }),
});
