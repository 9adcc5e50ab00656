import type { Endpoint } from '../../protocol/endpoint.ts';
import { joinList } from '../../protocol/join-list.ts';
import { json } from '../../protocol/json.ts';
import { textOf } from '../../protocol/text-of.ts';
import { numbers, switches } from '../../protocol/typed-params.ts';
import { urlList } from '../../protocol/url-list.ts';
import { isAtLeast } from '../../protocol/web-api-version.ts';
import {
  type AddedCreatorTask,
  AddedCreatorTaskSchema,
  type TorrentFormat,
} from '../../records/creator-task.ts';

/** A torrent to make. All paths are on the machine of qBittorrent. */
export interface AddTaskInput {
  /** The file or folder. One that does not exist makes the task fail later. */
  readonly sourcePath: string;
  /** Not with libtorrent 1.2, which knows only `v1`. @default {'hybrid'} */
  readonly format?: TorrentFormat | undefined;
  /** Bytes, a power of two; 0 = qBittorrent chooses. @default {0} */
  readonly pieceSize?: number | undefined;
  /** Whether to make a private torrent, whose peers come only from trackers. @default {false} */
  readonly private?: boolean | undefined;
  /** A comment in the torrent. */
  readonly comment?: string | undefined;
  /** A source in the torrent, which makes it differ from the same torrent of another tracker. */
  readonly source?: string | undefined;
  /** Announce URLs; an empty text separates two tiers. */
  readonly trackers?: readonly string[] | undefined;
  /** Web seeds. */
  readonly urlSeeds?: readonly string[] | undefined;
  /** Where to save the torrent as well. */
  readonly torrentFilePath?: string | undefined;
  /** Adds the torrent to qBittorrent. @default {true, where there is no `torrentFilePath`} */
  readonly startSeeding?: boolean | undefined;
  /** Leaves hidden files out. Since 5.3. */
  readonly ignoreDotfiles?: boolean | undefined;
  /** Aligns files with pieces. libtorrent 1.2 only. @default {true} */
  readonly optimizeAlignment?: boolean | undefined;
  /** The size of files, in bytes, from which they are aligned. libtorrent 1.2 only. @default {-1} */
  readonly paddedFileSizeLimit?: number | undefined;
}

/**
 * Begins to make a torrent. Since 5.0.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when too many are being made already.
 */
export const addTask: Endpoint<AddTaskInput, AddedCreatorTask> = {
  path: 'torrentcreator/addTask',
  method: 'POST',
  since: '2.11.2',
  does: 'make the torrent',
  dialects: true,
  params: (input, version) => ({
    sourcePath: textOf('sourcePath', input.sourcePath),
    format: input.format,
    comment: input.comment,
    source: input.source,
    torrentFilePath: input.torrentFilePath,
    trackers: addresses('trackers', input.trackers, version),
    urlSeeds: addresses('urlSeeds', input.urlSeeds, version),
    ...numbers({ pieceSize: input.pieceSize, paddedFileSizeLimit: input.paddedFileSizeLimit }),
    ...switches({
      private: input.private,
      startSeeding: input.startSeeding,
      ignoreDotfiles: input.ignoreDotfiles,
      optimizeAlignment: input.optimizeAlignment,
    }),
  }),
  optional: true,
  read: json(AddedCreatorTaskSchema),
};

/** 5.1 takes them as they are, 5.3 decodes each once more. */
function addresses(
  name: string,
  urls: readonly string[] | undefined,
  version: string,
): string | undefined {
  return isAtLeast(version, '2.11.8') ? urlList(name, urls) : joinList(name, urls, '|');
}
