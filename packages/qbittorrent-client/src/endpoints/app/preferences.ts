import type { Endpoint } from '../endpoint.ts';
import { type Preferences, PreferencesSchema } from '../preferences.ts';
import { readJson } from '../read-json.ts';
import { readText } from '../read-text.ts';

/** `app/version`: the version of qBittorrent, e.g. `v5.2.3`. */
export const appVersion: Endpoint<void, string> = {
  path: 'app/version',
  method: 'GET',
  does: 'read the version of qBittorrent',
  params: () => ({}),
  read: (reply) => readText(reply, /^v?\d+\.\d+/, 'a version'),
};

/** `app/webapiVersion`: the version of the Web API, e.g. `2.15.1`. */
export const appWebApiVersion: Endpoint<void, string> = {
  path: 'app/webapiVersion',
  method: 'GET',
  does: 'read the version of the Web API',
  params: () => ({}),
  read: (reply) => readText(reply, /^\d+\.\d+/, 'a version'),
};

/** `app/preferences`: all options. */
export const appPreferences: Endpoint<void, Preferences> = {
  path: 'app/preferences',
  method: 'GET',
  does: 'read the preferences of qBittorrent',
  params: () => ({}),
  read: (reply) => readJson(reply, PreferencesSchema),
};

/**
 * `app/setPreferences`: changes some options. A success means nothing: qBittorrent answers 200 to
 * unknown keys and impossible values as well (seen with 4.5.2 and 5.2.3), so read them back.
 */
export const appSetPreferences: Endpoint<Partial<Preferences>, void> = {
  path: 'app/setPreferences',
  method: 'POST',
  does: 'set the preferences of qBittorrent',
  secret: true,
  params: (patch) => ({ json: JSON.stringify(patch) }),
  read: () => undefined,
};
