import * as v from 'valibot';
import { isObject } from '../protocol/is-object.ts';
import type { EntriesOf } from './entries-of.ts';
import { listOf } from './list-of.ts';
import { mapOf } from './map-of.ts';

/** An article of a feed. */
export interface RssArticle {
  /** Its id within the feed. */
  readonly id: string;
  /** When it was published, as the text of an email's date: `15 Nov 2023 22:13:20 +0000`. */
  readonly date: string;
  /** Its headline. */
  readonly title?: string | undefined;
  /** Its page. */
  readonly link?: string | undefined;
  /** The torrent or magnet link; `null` where the article has no link at all. */
  readonly torrentURL?: string | null | undefined;
  /** Its text, often HTML of the feed's author: not safe to show as it is. */
  readonly description?: string | undefined;
  /** Who wrote it. */
  readonly author?: string | undefined;
  /** Whether it was marked as read; often absent while it was not. */
  readonly isRead?: boolean | undefined;
}

/** A feed. All but `uid` and `url` comes with `withData` only. */
export interface RssFeed {
  /** A UUID in braces that stays when the feed is moved. */
  readonly uid: string;
  /** Where it is read from. May hold a passkey: treat it as a secret. */
  readonly url: string;
  /** Seconds between two readings; absent where the feed has no interval of its own. Since 5.2. */
  readonly refreshInterval?: number | undefined;
  /** Its title; empty until it was read once. */
  readonly title?: string | undefined;
  /** When it was built last, in the feed's own words; often empty. */
  readonly lastBuildDate?: string | undefined;
  /** Whether it is being read now. */
  readonly isLoading?: boolean | undefined;
  /** Whether the last reading failed. */
  readonly hasError?: boolean | undefined;
  /** Its articles, in no particular order. */
  readonly articles?: readonly RssArticle[] | undefined;
}

/** Feeds and folders by name. A feed without a name of its own is found under its URL. */
export interface RssFolder {
  /** What is in it. */
  readonly [name: string]: RssItem;
}

/** A feed or a folder; {@link isRssFeed} says which. */
export type RssItem = RssFeed | RssFolder;

/**
 * Distinguishes a feed from a folder.
 *
 * @param item What `rss.items` has under a name.
 * @returns Whether it is a feed.
 *
 * @example
 * ```ts
 * import { isRssFeed, type RssItem } from '@portkeep/qbittorrent-client';
 *
 * const item: RssItem = { uid: '{7e5c}', url: 'https://example.org/feed' };
 * if (!isRssFeed(item)) throw new Error('a folder');
 * ```
 */
export function isRssFeed(item: RssItem): item is RssFeed {
  // A folder may have an item called "url", which is an object.
  return typeof item.url === 'string';
}

/** What {@link RssArticle} looks like on the wire; unknown keys pass. */
export const RssArticleSchema: v.GenericSchema<unknown, RssArticle> = v.looseObject({
  id: v.string(),
  date: v.string(),
  title: v.optional(v.string()),
  link: v.optional(v.string()),
  torrentURL: v.optional(v.nullable(v.string())),
  description: v.optional(v.string()),
  author: v.optional(v.string()),
  isRead: v.optional(v.boolean()),
} satisfies EntriesOf<RssArticle>);

/** What {@link RssFeed} looks like on the wire; unknown keys pass. */
export const RssFeedSchema: v.GenericSchema<unknown, RssFeed> = v.looseObject({
  uid: v.string(),
  url: v.string(),
  refreshInterval: v.optional(v.number()),
  title: v.optional(v.string()),
  lastBuildDate: v.optional(v.string()),
  isLoading: v.optional(v.boolean()),
  hasError: v.optional(v.boolean()),
  articles: v.optional(listOf(RssArticleSchema)),
} satisfies EntriesOf<RssFeed>);

/** What {@link RssFolder} looks like on the wire. */
export const RssFolderSchema: v.GenericSchema<unknown, RssFolder> = mapOf(
  v.lazy((item) => (looksLikeFeed(item) ? RssFeedSchema : RssFolderSchema)),
);

/** Whatever is in a folder is an object. */
function looksLikeFeed(item: unknown): boolean {
  return isObject(item) && (typeof item.uid === 'string' || typeof item.url === 'string');
}
