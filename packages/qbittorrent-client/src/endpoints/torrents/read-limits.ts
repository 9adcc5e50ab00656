import * as v from 'valibot';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { postQuery } from '../../protocol/post-query.ts';
import { mapOf } from '../../records/map-of.ts';
import { onlyThese } from './hashes.ts';

/** Whose limits to read. */
export interface ReadLimitsInput {
  /** Info hashes; `all` is not possible here. */
  readonly hashes: readonly string[];
}

/** Bytes per second by info hash; 0 or -1 = none, -1 also where there is no such torrent. */
export type TorrentSpeedLimits = Readonly<Record<string, number>>;

/** The download limits of torrents. */
export const downloadLimit: Endpoint<ReadLimitsInput, TorrentSpeedLimits> = postQuery(
  'torrents/downloadLimit',
  {
    since: '2.0.0',
    does: 'read the download limits of the torrents',
    params: ({ hashes }) => ({ hashes: onlyThese(hashes) }),
    read: json(mapOf(v.number())),
  },
);

/** The upload limits of torrents. */
export const uploadLimit: Endpoint<ReadLimitsInput, TorrentSpeedLimits> = postQuery(
  'torrents/uploadLimit',
  {
    since: '2.0.0',
    does: 'read the upload limits of the torrents',
    params: ({ hashes }) => ({ hashes: onlyThese(hashes) }),
    read: json(mapOf(v.number())),
  },
);
