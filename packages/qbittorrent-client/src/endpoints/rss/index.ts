export { markAsRead, matchingArticles, refreshItem } from './articles.ts';
export { addFeed, setFeedRefreshInterval, setFeedUrl } from './feeds.ts';
export { addFolder, items, moveItem, removeItem } from './items.ts';
export { cloneRule, removeRule, renameRule, rules, setRule } from './rules.ts';
export { exportRules, importRules } from './rules-file.ts';
