/** What the calls of `search` take and give, and the group of their methods. */
export type { SearchCategoriesInput } from './categories.ts';
export type { SearchInput, SearchStatusInput, StartSearchInput } from './jobs.ts';
export type {
  EnablePluginInput,
  InstallPluginInput,
  SearchPluginsInput,
} from './plugins.ts';
export type { DownloadTorrentInput, SearchResultsInput } from './results.ts';
export type { SearchGroup } from './search-group.ts';
