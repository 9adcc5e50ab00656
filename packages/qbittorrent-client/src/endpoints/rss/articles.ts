import * as v from 'valibot';
import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { postQuery } from '../../protocol/post-query.ts';
import { mapOf } from '../../records/map-of.ts';

/** A feed or a folder. */
export interface RssItemPathInput {
  /** The path to it, its parts separated by backslashes: `'Folder\\Feed'`. */
  readonly itemPath: string;
}

/** Reads a feed, or all in a folder, again soon. A missing one is not an error. */
export const refreshItem: Endpoint<RssItemPathInput, void> = command('rss/refreshItem', {
  since: '2.2.0',
  does: 'refresh the feed or folder',
  params: ({ itemPath }) => ({ itemPath }),
});

/** What was read. */
export interface MarkAsReadInput extends RssItemPathInput {
  /** One article of a feed. @default {all of them} */
  readonly articleId?: string | undefined;
}

/** Marks articles as read. Missing ones are not an error. */
export const markAsRead: Endpoint<MarkAsReadInput, void> = command('rss/markAsRead', {
  since: '2.5.1',
  does: 'mark the articles as read',
  params: ({ itemPath, articleId }) => ({ itemPath, articleId }),
  optional: ['articleId'],
});

/** A rule. */
export interface RssRuleNameInput {
  /** Its name. */
  readonly ruleName: string;
}

/** Titles of articles by the name of their feed. */
export type MatchingArticles = Readonly<Record<string, readonly string[]>>;

/** The articles that a rule would download; empty where there is no such rule. */
export const matchingArticles: Endpoint<RssRuleNameInput, MatchingArticles> = postQuery(
  'rss/matchingArticles',
  {
    since: '2.5.1',
    does: 'read the articles of the rule',
    read: json(mapOf(v.array(v.string()))),
    params: ({ ruleName }) => ({ ruleName }),
  },
);
