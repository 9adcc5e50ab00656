import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { webSeed, webSeedList } from '../../protocol/url-list.ts';

/** Web seeds of a torrent. */
export interface WebSeedsInput {
  /** The torrent's info hash. */
  readonly hash: string;
  /** Their URLs: `http`, `https` or `ftp`; also as `webSeeds` lists them, with spaces for `%20`. */
  readonly urls: readonly string[];
}

/** Adds web seeds to a torrent. */
export const addWebSeeds: Endpoint<WebSeedsInput, void> = command('torrents/addWebSeeds', {
  since: '2.11.3',
  does: 'add the web seeds',
  params: ({ hash, urls }) => ({ hash, urls: webSeedList('urls', urls) }),
});

/** Removes web seeds from a torrent. */
export const removeWebSeeds: Endpoint<WebSeedsInput, void> = command('torrents/removeWebSeeds', {
  since: '2.11.3',
  does: 'remove the web seeds',
  params: ({ hash, urls }) => ({ hash, urls: webSeedList('urls', urls) }),
});

/** A web seed to change. */
export interface EditWebSeedInput {
  /** The torrent's info hash. */
  readonly hash: string;
  /** The URL it has. */
  readonly url: string;
  /** The URL it gets. */
  readonly newUrl: string;
}

/**
 * Changes a web seed of a torrent.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when the torrent does not have it.
 */
export const editWebSeed: Endpoint<EditWebSeedInput, void> = command('torrents/editWebSeed', {
  since: '2.11.3',
  does: 'change the web seed',
  params: ({ hash, url, newUrl }) => ({
    hash,
    origUrl: webSeed('url', url),
    newUrl: webSeed('newUrl', newUrl),
  }),
});
