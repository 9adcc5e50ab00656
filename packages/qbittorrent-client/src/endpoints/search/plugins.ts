import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { joinList } from '../../protocol/join-list.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { switches } from '../../protocol/typed-params.ts';
import { listOf } from '../../records/list-of.ts';
import { type SearchPlugin, SearchPluginSchema } from '../../records/search-plugin.ts';

/** All plugins of the search engine. */
export const plugins: Endpoint<undefined, readonly SearchPlugin[]> = query('search/plugins', {
  since: '2.1.1',
  does: 'read the search plugins',
  read: json(listOf(SearchPluginSchema)),
});

/** Where plugins come from. */
export interface InstallPluginInput {
  /** URLs, or paths on the machine of qBittorrent. Write a `|` in a URL as `%7C`. */
  readonly sources: readonly string[];
}

/**
 * Installs plugins: programs, which qBittorrent runs. A success means nothing: the work is done
 * later, and a failure is only logged, so look at `plugins`. Since 5.0 they begin disabled.
 */
export const installPlugin: Endpoint<InstallPluginInput, void> = command('search/installPlugin', {
  since: '2.1.1',
  does: 'install the search plugins',
  params: ({ sources }) => ({ sources: joinList('sources', sources, '|') }),
});

/** Which plugins. */
export interface SearchPluginsInput {
  /** Their names. One that does not exist is not an error. */
  readonly names: readonly string[];
}

/** Uninstalls plugins. */
export const uninstallPlugin: Endpoint<SearchPluginsInput, void> = command(
  'search/uninstallPlugin',
  {
    since: '2.1.1',
    does: 'uninstall the search plugins',
    params: ({ names }) => ({ names: joinList('names', names, '|') }),
  },
);

/** Which plugins to enable or disable. */
export interface EnablePluginInput extends SearchPluginsInput {
  /** Whether to enable them. */
  readonly enable: boolean;
}

/** Enables or disables plugins. */
export const enablePlugin: Endpoint<EnablePluginInput, void> = command('search/enablePlugin', {
  since: '2.1.1',
  does: 'enable or disable the search plugins',
  params: ({ names, enable }) => ({
    names: joinList('names', names, '|'),
    ...switches({ enable }),
  }),
});

/** Looks for new versions of all plugins and installs them, later; a failure is only logged. */
export const updatePlugins: Endpoint<undefined, void> = command('search/updatePlugins', {
  since: '2.1.1',
  does: 'update the search plugins',
});
