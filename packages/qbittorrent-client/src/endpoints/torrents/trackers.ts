import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { listOf } from '../../records/list-of.ts';
import { type Tracker, TrackerSchema } from '../../records/tracker.ts';
import type { TorrentInput } from './torrent-input.ts';

/** The trackers of a torrent. DHT, PeX and LSD come first, as if they were trackers. */
export const trackers: Endpoint<TorrentInput, readonly Tracker[]> = query('torrents/trackers', {
  since: '2.0.0',
  does: 'read the trackers of the torrent',
  params: ({ hash }) => ({ hash }),
  read: json(listOf(TrackerSchema)),
});
