import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import {
  type TorrentProperties,
  TorrentPropertiesSchema,
} from '../../records/torrent-properties.ts';
import type { TorrentInput } from './torrent-input.ts';

/** One torrent in more detail. */
export const properties: Endpoint<TorrentInput, TorrentProperties> = query('torrents/properties', {
  since: '2.0.0',
  does: 'read the properties of the torrent',
  params: ({ hash }) => ({ hash }),
  read: json(TorrentPropertiesSchema),
});
