import * as v from 'valibot';
import type { TorrentUpload } from '../../info-hash/torrent-upload.ts';
import { bytes } from '../../protocol/bytes.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { postQuery } from '../../protocol/post-query.ts';
import { encodedUrl } from '../../protocol/url-list.ts';
import { listOf } from '../../records/list-of.ts';
import { mapOf } from '../../records/map-of.ts';
import { type TorrentMetadata, TorrentMetadataSchema } from '../../records/torrent-metadata.ts';
import { refusedFile } from './refused-file.ts';
import { uploadForm } from './uploads.ts';

/** A torrent that need not be in qBittorrent. */
export interface MetadataSource {
  /** A magnet link, an info hash, or the HTTP address of a .torrent file. */
  readonly source: string;
}

/** A torrent to look at, and what fetches it. */
export interface FetchMetadataInput extends MetadataSource {
  /** The search plugin that fetches the address. @default qBittorrent itself */
  readonly downloader?: string | undefined;
}

/**
 * Looks at a torrent without adding it. While there is no `info` in the result qBittorrent fetches
 * it: ask again a second later. It remembers the result until the session ends, for `saveMetadata`
 * and for `filePriorities` of `add`.
 */
export const fetchMetadata: Endpoint<FetchMetadataInput, TorrentMetadata> = {
  path: 'torrents/fetchMetadata',
  method: 'POST',
  since: '2.11.9',
  does: 'fetch the metadata',
  params: ({ source, downloader }) => ({ source: encodedUrl('source', source), downloader }),
  optional: ['downloader'],
  read: json(TorrentMetadataSchema),
};

/**
 * The .torrent file of what `fetchMetadata` has fetched.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` while it is being fetched, `QBT_NOT_FOUND` when it was
 * not asked for.
 */
export const saveMetadata: Endpoint<MetadataSource, ReadableStream<Uint8Array>> = postQuery(
  'torrents/saveMetadata',
  {
    // Addresses hold passkeys.
    since: '2.11.9',
    does: 'save the metadata',
    streams: true,
    params: ({ source }) => ({ source: encodedUrl('source', source) }),
    read: bytes,
  },
);

/** Files to look at. */
export interface ParseMetadataInput {
  /** .torrent files, at least one. */
  readonly files: readonly TorrentUpload[];
}

const readMany = json(v.union([listOf(TorrentMetadataSchema), mapOf(TorrentMetadataSchema)]));

/**
 * What .torrent files hold, without adding them. In any order: distinguish them by `hash`.
 *
 * @throws {QBittorrentError} `QBT_BAD_REQUEST` when one is not a .torrent file.
 */
export const parseMetadata: Endpoint<ParseMetadataInput, readonly TorrentMetadata[]> = {
  path: 'torrents/parseMetadata',
  method: 'POST',
  since: '2.11.9',
  does: 'read the torrent files',
  form: ({ files }) => uploadForm(files),
  says: refusedFile,
  // Before Web API 2.13.0 an object, keyed by the names of the files.
  read: (reply, context) => Object.values(readMany(reply, context)),
};
