import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { joinList } from '../../protocol/join-list.ts';
import { hashList, type TorrentsInput } from './hashes.ts';

/** Which torrents to announce, and to which trackers. */
export interface ReannounceInput extends TorrentsInput {
  /**
   * Only these trackers, of those a torrent has, at least one. Before 5.2 qBittorrent announces to
   * all.
   */
  readonly trackers?: readonly string[] | undefined;
}

/** Announces to the trackers again, so that they learn a new port or address. */
export const reannounce: Endpoint<ReannounceInput, void> = command('torrents/reannounce', {
  since: '2.0.2',
  does: 'announce the torrents again',
  params: ({ hashes, trackers }) => ({
    hashes: hashList(hashes),
    // The changelog calls it "trackers", the code reads "urls", each encoded once more.
    urls: joinList('trackers', trackers, '|', { filled: true, encode: encodeURIComponent }),
  }),
  optional: ['urls'],
});
