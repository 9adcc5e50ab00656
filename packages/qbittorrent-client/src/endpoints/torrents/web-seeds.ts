import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { listOf } from '../../records/list-of.ts';
import { type WebSeed, WebSeedSchema } from '../../records/web-seed.ts';
import type { TorrentInput } from './torrent-input.ts';

/** The web seeds of a torrent. */
export const webSeeds: Endpoint<TorrentInput, readonly WebSeed[]> = query('torrents/webseeds', {
  since: '2.0.0',
  does: 'read the web seeds of the torrent',
  params: ({ hash }) => ({ hash }),
  read: json(listOf(WebSeedSchema)),
});
