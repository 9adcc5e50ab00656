import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { textOf } from '../../protocol/text-of.ts';
import { numbers } from '../../protocol/typed-params.ts';

/** A torrent and its new name. */
export interface RenameInput {
  /** The torrent's info hash. */
  readonly hash: string;
  /** What it is called then. */
  readonly name: string;
}

/**
 * Renames a torrent, not its files.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when the name is empty.
 */
export const rename: Endpoint<RenameInput, void> = command('torrents/rename', {
  since: '2.0.0',
  does: 'rename the torrent',
  params: ({ hash, name }) => ({ hash, name }),
});

/** A folder of a torrent and its new path. */
export interface RenameFolderInput {
  /** The torrent's info hash. */
  readonly hash: string;
  /** Where it is, below the save path. */
  readonly oldPath: string;
  /** Where it goes, below the save path. */
  readonly newPath: string;
}

/**
 * Renames or moves a folder of a torrent, on the disk too.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when the new path is not possible.
 */
export const renameFolder: Endpoint<RenameFolderInput, void> = command('torrents/renameFolder', {
  since: '2.7.0',
  does: 'rename the folder',
  params: ({ hash, oldPath, newPath }) => ({ hash, oldPath, newPath }),
});

/** A file of a torrent and its new path. */
export interface RenameFileInput extends RenameFolderInput {
  /**
   * The index of the file. Needed before 4.3.3 only, which renames by index, and within its folder.
   */
  readonly index?: number | undefined;
}

/**
 * Renames or moves a file of a torrent, on the disk too.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when there is no such file, or the new path is not
 * possible.
 */
export const renameFile: Endpoint<RenameFileInput, void> = command('torrents/renameFile', {
  since: '2.4.0',
  does: 'rename the file',
  params: ({ hash, oldPath, newPath, index }) => ({
    hash,
    oldPath,
    newPath,
    // Both dialects: 4.3.2 and 4.3.3 have the same Web API 2.7.0, so the version does not
    // distinguish them.
    ...numbers({ id: index }),
    name: index === undefined ? undefined : textOf('newPath', newPath).replace(/^.*\//, ''),
  }),
  optional: ['id', 'name'],
});
