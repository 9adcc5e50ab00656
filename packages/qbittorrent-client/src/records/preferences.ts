import * as v from 'valibot';
import type { AdvancedPreferences } from './preferences/advanced.ts';
import type { BehaviorPreferences } from './preferences/behavior.ts';
import type { BitTorrentPreferences } from './preferences/bittorrent.ts';
import type { ConnectionPreferences } from './preferences/connection.ts';
import type { DownloadsPreferences } from './preferences/downloads.ts';
import type { LibtorrentPreferences } from './preferences/libtorrent.ts';
import type { NotificationPreferences } from './preferences/notifications.ts';
import type { ProxyPreferences } from './preferences/proxy.ts';
import type { RssPreferences } from './preferences/rss.ts';
import type { SearchPreferences } from './preferences/search.ts';
import type { SpeedPreferences } from './preferences/speed.ts';
import type { WebUiPreferences } from './preferences/web-ui.ts';

/**
 * The options of qBittorrent 4.1 to 5.3, under the names the Web API gives them, in the order of its
 * options dialog.
 *
 * Some are secrets (`proxy_password`, `mail_notification_password`, `dyndns_password`,
 * `web_ui_api_key`): never log this object.
 *
 * "Since 5.0" names the first version with a key; "after 4.2" is one of 4.3, 4.4 and 4.5. A patch
 * with a key that the server does not know is taken without a word.
 */
export interface Preferences
  extends BehaviorPreferences,
    DownloadsPreferences,
    NotificationPreferences,
    ConnectionPreferences,
    ProxyPreferences,
    SpeedPreferences,
    BitTorrentPreferences,
    RssPreferences,
    SearchPreferences,
    WebUiPreferences,
    AdvancedPreferences,
    LibtorrentPreferences {}

/**
 * What {@link Preferences} has to look like on the wire. Only the keys that the listening port
 * depends on, and `proxy_type`, are checked: all the others pass as they come.
 */
export const PreferencesSchema: v.GenericSchema<unknown, Preferences> = v.looseObject({
  listen_port: v.number(),
  random_port: v.optional(v.boolean()),
  upnp: v.boolean(),
  // 4.1 does not report these two.
  current_network_interface: v.optional(v.string(), ''),
  current_interface_address: v.optional(v.string(), ''),
  announce_port: v.optional(v.number()),
  proxy_type: v.optional(v.union([v.string(), v.number()])),
});
