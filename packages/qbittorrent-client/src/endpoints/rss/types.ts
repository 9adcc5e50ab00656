/** What the calls of `rss` take and give, and the group of their methods. */
export type {
  MarkAsReadInput,
  MatchingArticles,
  RssItemPathInput,
  RssRuleNameInput,
} from './articles.ts';
export type {
  AddFeedInput,
  SetFeedRefreshIntervalInput,
  SetFeedUrlInput,
} from './feeds.ts';
export type { MoveRssItemInput, RssItemsInput, RssPathInput } from './items.ts';
export type { RssGroup } from './rss-group.ts';
export type {
  CloneRuleInput,
  RenameRuleInput,
  RssRules,
  SetRuleInput,
} from './rules.ts';
export type { ImportRulesInput } from './rules-file.ts';
