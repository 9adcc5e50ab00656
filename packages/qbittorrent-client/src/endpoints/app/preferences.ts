import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { jsonText } from '../../protocol/json-text.ts';
import { query } from '../../protocol/query.ts';
import { type Preferences, PreferencesSchema } from '../../records/preferences.ts';

/** All options of qBittorrent. Some are secrets: never log the result. */
export const preferences: Endpoint<undefined, Preferences> = query('app/preferences', {
  since: '2.0.0',
  does: 'read the preferences of qBittorrent',
  read: json(PreferencesSchema),
});

/**
 * Changes some options, under the names of {@link Preferences}. A success means nothing:
 * qBittorrent answers 200 to unknown keys and impossible values as well (seen with 4.5.2 and
 * 5.2.3), so read them back. For the port use `portForward`, which does.
 *
 * An option that is newer than this package goes through a variable that may hold any:
 * `const patch: WithNewer<Partial<Preferences>> = { brand_new: true }`.
 */
export const setPreferences: Endpoint<Partial<Preferences>, void> = command('app/setPreferences', {
  since: '2.0.0',
  does: 'set the preferences of qBittorrent',
  secret: true,
  params: (patch) => ({ json: jsonText('preferences', patch) }),
});
