import * as v from 'valibot';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { postQuery } from '../../protocol/post-query.ts';
import { query } from '../../protocol/query.ts';
import { text, wholeNumber } from '../../protocol/text.ts';
import { switches } from '../../protocol/typed-params.ts';
import { type DirectoryEntry, DirectoryEntrySchema } from '../../records/directory-entry.ts';
import { listOf } from '../../records/list-of.ts';

/** A directory to list. */
export interface DirectoryInput {
  /** Its absolute path where qBittorrent runs. */
  readonly dirPath: string;
  /** What to list. @default {'all'} */
  readonly mode?: 'all' | 'dirs' | 'files' | undefined;
  /** Names with sizes and times in place of paths; 5.0 and 5.1 return paths. @default {false} */
  readonly withMetadata?: boolean | undefined;
}

/** A place on a disk. */
export interface DiskPathInput {
  /** Its path where qBittorrent runs. */
  readonly path: string;
}

/** The directory that downloads go to. */
export const defaultSavePath: Endpoint<undefined, string> = query('app/defaultSavePath', {
  since: '2.0.0',
  does: 'read the default save path',
  read: text(/^([A-Za-z]:)?[/\\].*$/, 'a path'),
});

/** What a directory holds: absolute paths, or entries where sizes and times were asked for. */
export type DirectoryContent = readonly (string | DirectoryEntry)[];

/** Lists a directory, in no order; not those below it. */
export const getDirectoryContent: Endpoint<DirectoryInput, DirectoryContent> = postQuery(
  'app/getDirectoryContent',
  {
    since: '2.11.2',
    does: 'list the directory',
    params: ({ dirPath, mode, withMetadata }) => ({
      dirPath,
      mode,
      ...switches({ withMetadata }),
    }),
    optional: ['mode', 'withMetadata'],
    read: json(
      listOf(v.lazy((entry) => (typeof entry === 'string' ? v.string() : DirectoryEntrySchema))),
    ),
  },
);

/** The free space, bytes. */
export const getFreeSpaceAtPath: Endpoint<DiskPathInput, number> = postQuery(
  'app/getFreeSpaceAtPath',
  {
    since: '2.15.2',
    does: 'read the free space',
    params: ({ path }) => ({ path }),
    read: wholeNumber,
  },
);
