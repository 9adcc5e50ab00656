import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { numbers } from '../../protocol/typed-params.ts';

/** A feed to add. */
export interface AddFeedInput {
  /** Where it is read from. */
  readonly url: string;
  /** Folders and name, separated by backslashes: `'Folder\\Feed'`. @default {the URL} */
  readonly path?: string | undefined;
  /** How often it is read. Since 5.2, ignored before. @default {as often as all feeds} */
  readonly refreshIntervalSeconds?: number | undefined;
}

/**
 * Adds a feed. qBittorrent reads it automatically only while `rss_processing_enabled` in the
 * preferences is on.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when the path or the URL is there already, or the
 * folder is not.
 */
export const addFeed: Endpoint<AddFeedInput, void> = command('rss/addFeed', {
  since: '2.0.0',
  does: 'add the feed',
  // All versions require a path, and treat an empty one as none.
  params: ({ url, path = '', refreshIntervalSeconds }) => ({
    url,
    path,
    ...numbers({ refreshInterval: refreshIntervalSeconds }),
  }),
  optional: ['refreshInterval'],
});

/** A feed and its new URL. */
export interface SetFeedUrlInput {
  /** The feed, e.g. `'Folder\\Feed'`. */
  readonly path: string;
  /** Where it is read from. */
  readonly url: string;
}

/** Changes the URL of a feed. Since 4.6. */
export const setFeedUrl: Endpoint<SetFeedUrlInput, void> = command('rss/setFeedURL', {
  since: '2.9.2',
  does: 'set the URL of the feed',
  params: ({ path, url }) => ({ path, url }),
});

/** A feed and its new interval. */
export interface SetFeedRefreshIntervalInput {
  /** The feed, e.g. `'Folder\\Feed'`. */
  readonly path: string;
  /** How often it is read; 0 = as often as all feeds. */
  readonly refreshIntervalSeconds: number;
}

/** Changes how often a feed is read. Since 5.2. */
export const setFeedRefreshInterval: Endpoint<SetFeedRefreshIntervalInput, void> = command(
  'rss/setFeedRefreshInterval',
  {
    since: '2.15.1',
    does: 'set the refresh interval of the feed',
    params: ({ path, refreshIntervalSeconds }) => ({
      path,
      ...numbers({ refreshInterval: refreshIntervalSeconds }),
    }),
  },
);
