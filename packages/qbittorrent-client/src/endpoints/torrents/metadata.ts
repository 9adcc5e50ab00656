import * as v from 'valibot';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { type TorrentMetadata, TorrentMetadataSchema } from '../../records/torrent-metadata.ts';
import { bytes } from '../../replies/bytes.ts';
import { json } from '../../replies/json.ts';
import { refusedFile } from './refused-file.ts';
import { appendUploads, type TorrentUpload } from './uploads.ts';

/** A torrent that need not be among those of qBittorrent. */
export interface MetadataSource {
  /** A magnet link, an info hash, or the HTTP address of a .torrent file. */
  readonly source: string;
}

/** A torrent to look at, and who fetches it. */
export interface FetchMetadataInput extends MetadataSource {
  /** The search plugin that fetches the address. @default qBittorrent itself */
  readonly downloader?: string | undefined;
}

/**
 * Looks at a torrent without adding it. While there is no `info` in the result qBittorrent fetches it:
 * ask again a second later. It remembers the result until the session ends, for `saveMetadata` and for
 * `filePriorities` of `add`.
 */
export const fetchMetadata: Endpoint<FetchMetadataInput, TorrentMetadata> = {
  path: 'torrents/fetchMetadata',
  method: 'POST',
  since: '2.11.9',
  does: 'fetch the metadata',
  params: ({ source, downloader }) => ({ source, downloader }),
  read: json(TorrentMetadataSchema),
};

/**
 * The .torrent file of what `fetchMetadata` has fetched.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` while it is being fetched, `QBT_NOT_FOUND` when it was
 * not asked for.
 */
export const saveMetadata: Endpoint<MetadataSource, ReadableStream<Uint8Array>> = {
  path: 'torrents/saveMetadata',
  // It only reads, but addresses hold passkeys, and proxies write queries into logs.
  method: 'POST',
  repeatable: true,
  since: '2.11.9',
  does: 'save the metadata',
  streams: true,
  params: ({ source }) => ({ source }),
  read: bytes,
};

/** Files to look at. */
export interface ParseMetadataInput {
  /** .torrent files, at least one. */
  readonly files: readonly TorrentUpload[];
}

const readMany = json(
  v.union([v.array(TorrentMetadataSchema), v.record(v.string(), TorrentMetadataSchema)]),
);

/**
 * What .torrent files hold, without adding them. In any order: tell them apart by `hash`.
 *
 * @throws {QBittorrentError} `QBT_BAD_REQUEST` when one is no .torrent file.
 */
export const parseMetadata: Endpoint<ParseMetadataInput, readonly TorrentMetadata[]> = {
  path: 'torrents/parseMetadata',
  method: 'POST',
  since: '2.11.9',
  does: 'read the torrent files',
  says: refusedFile,
  form: ({ files }) => {
    const form = new FormData();
    appendUploads(form, files);
    return form;
  },
  // Before Web API 2.13.0 an object, keyed by the names of the files.
  read: (...reply) => Object.values(readMany(...reply)),
};
