import * as v from 'valibot';

/**
 * qBittorrent's options (`app/preferences`), under the names the Web API gives them.
 *
 * Only the keys that matter to port forwarding are typed; every other key is kept as it came.
 * Some of those are secrets (`proxy_password`, `web_ui_api_key`, …): never log this object.
 */
export interface Preferences {
  /** The port for incoming connections, 1–65535; 0 = a random one at each start. */
  readonly listen_port: number;
  /** `listen_port` is 0; in a patch it wins over `listen_port`. Deprecated by qBittorrent. */
  readonly random_port?: boolean | undefined;
  /** Ask the router for a port mapping (UPnP, NAT-PMP). */
  readonly upnp: boolean;
  /** The network interface to use; empty = any. */
  readonly current_network_interface: string;
  /** The local address to use; empty = all. */
  readonly current_interface_address: string;
  /** The port told to trackers in place of `listen_port`; 0 = none. Since 5.1. */
  readonly announce_port?: number | undefined;
  /** Any other option. */
  readonly [key: string]: unknown;
}

/** What {@link Preferences} has to look like on the wire; unknown keys pass. */
export const PreferencesSchema: v.GenericSchema<unknown, Preferences> = v.looseObject({
  listen_port: v.number(),
  random_port: v.optional(v.boolean()),
  upnp: v.boolean(),
  current_network_interface: v.string(),
  current_interface_address: v.string(),
  announce_port: v.optional(v.number()),
});
