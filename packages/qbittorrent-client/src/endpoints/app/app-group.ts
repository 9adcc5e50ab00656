// Made from the rows by `npm run docs`; a test compares.
import type { Method } from '../../group.ts';
import type * as rows from './index.ts';

/** The endpoints of `app` as methods. */
export interface AppGroup {
  /** What qBittorrent was built with. */
  readonly buildInfo: Method<typeof rows.buildInfo>;
  /** The cookies that qBittorrent downloads .torrent files and feeds with. Never log the result. */
  readonly cookies: Method<typeof rows.cookies>;
  /** The directory that downloads go to. */
  readonly defaultSavePath: Method<typeof rows.defaultSavePath>;
  /** Removes the API key, which is refused from then on, also for this client. */
  readonly deleteApiKey: Method<typeof rows.deleteApiKey>;
  /** Lists a directory, in no order; not those below it. */
  readonly getDirectoryContent: Method<typeof rows.getDirectoryContent>;
  /** The free space, bytes. */
  readonly getFreeSpaceAtPath: Method<typeof rows.getFreeSpaceAtPath>;
  /** The addresses of a network interface, IPv4 and IPv6; empty when there is no such interface. */
  readonly networkInterfaceAddressList: Method<typeof rows.networkInterfaceAddressList>;
  /** The network interfaces that have addresses, where qBittorrent runs. */
  readonly networkInterfaceList: Method<typeof rows.networkInterfaceList>;
  /** All options of qBittorrent. Some are secrets: never log the result. */
  readonly preferences: Method<typeof rows.preferences>;
  /** When qBittorrent was started. */
  readonly processInfo: Method<typeof rows.processInfo>;
  /** Makes an API key; the one before ends. Never log the result. */
  readonly rotateApiKey: Method<typeof rows.rotateApiKey>;
  /** Sends an e-mail as the preferences say. A success says nothing: failures are in the log only. */
  readonly sendTestEmail: Method<typeof rows.sendTestEmail>;
  /** Replaces the cookies that qBittorrent downloads .torrent files and feeds with. */
  readonly setCookies: Method<typeof rows.setCookies>;
  /**
   * Changes some options, under the names of {@link Preferences}. A success means nothing:
   * qBittorrent answers 200 to unknown keys and impossible values as well (seen with 4.5.2 and
   * 5.2.3), so read them back. For the port use `portForward`, which does.
   *
   * An option that is newer than this package goes through a variable that may hold any:
   * `const patch: WithNewer<Partial<Preferences>> = { brand_new: true }`.
   */
  readonly setPreferences: Method<typeof rows.setPreferences>;
  /** Shuts qBittorrent down, shortly after the answer. */
  readonly shutdown: Method<typeof rows.shutdown>;
  /** The version of qBittorrent, e.g. `v5.2.3`. */
  readonly version: Method<typeof rows.version>;
  /** The version of the Web API, e.g. `2.15.1`. */
  readonly webApiVersion: Method<typeof rows.webApiVersion>;
}
