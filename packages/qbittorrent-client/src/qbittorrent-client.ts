import type { QBittorrentClientOptions } from './client-options.ts';
import type { AppGroup } from './endpoints/app/app-group.ts';
import * as app from './endpoints/app/index.ts';
import type { ClientDataGroup } from './endpoints/client-data/client-data-group.ts';
import * as clientData from './endpoints/client-data/index.ts';
import * as log from './endpoints/log/index.ts';
import type { LogGroup } from './endpoints/log/log-group.ts';
import * as rss from './endpoints/rss/index.ts';
import type { RssGroup } from './endpoints/rss/rss-group.ts';
import * as search from './endpoints/search/index.ts';
import type { SearchGroup } from './endpoints/search/search-group.ts';
import * as sync from './endpoints/sync/index.ts';
import type { SyncGroup } from './endpoints/sync/sync-group.ts';
import * as torrentCreator from './endpoints/torrent-creator/index.ts';
import type { TorrentCreatorGroup } from './endpoints/torrent-creator/torrent-creator-group.ts';
import * as torrents from './endpoints/torrents/index.ts';
import type { TorrentsGroup } from './endpoints/torrents/torrents-group.ts';
import * as transfer from './endpoints/transfer/index.ts';
import type { TransferGroup } from './endpoints/transfer/transfer-group.ts';
import { createGroup } from './group.ts';
import type { AuthGroup } from './login-methods.ts';
import { PortForward } from './port-forward/port-forward.ts';
import { QBittorrentSession } from './session/session.ts';

/**
 * One qBittorrent, through its whole Web API, 4.1 and later.
 *
 * Logs in when needed, once for all calls under way. Every method rejects with a
 * `QBittorrentError`, or with `signal.reason` untouched; an error thrown by a function that returns
 * a secret comes through as it is. A call that the server is too old or too new for fails with
 * `QBT_UNSUPPORTED` before it is sent.
 *
 * @example
 * ```ts
 * import { QBittorrentClient } from '@portkeep/qbittorrent-client';
 *
 * const client = new QBittorrentClient({
 *   baseUrl: 'http://localhost:8080',
 *   auth: { username: 'admin', password: () => 'read it from a file' },
 *   // Leave `transport` out for real HTTP. This one plays a qBittorrent 4.
 *   transport: async ({ url }) => {
 *     const reply = (body: string) => ({ status: 200, headers: {}, body });
 *     return reply(url.endsWith('auth/login') ? 'Ok.' : 'v4.6.7');
 *   },
 * });
 * if ((await client.app.version()) !== 'v4.6.7') throw new Error('another version');
 * ```
 */
export class QBittorrentClient implements AsyncDisposable {
  /** The way to qBittorrent: any endpoint, whether it answers, what `MainDataStore` takes. */
  readonly session: QBittorrentSession;
  /** Login and logout. Calls log in when they have to. */
  readonly auth: AuthGroup;
  /** qBittorrent itself: versions, preferences, network interfaces, API key. */
  readonly app: AppGroup;
  /** What programs store in qBittorrent. Since 5.2. */
  readonly clientData: ClientDataGroup;
  /** Its log. */
  readonly log: LogGroup;
  /** Feeds and rules of automatic downloads. */
  readonly rss: RssGroup;
  /** The search engine and its plugins. */
  readonly search: SearchGroup;
  /** Changes since the last request. */
  readonly sync: SyncGroup;
  /** Makes .torrent files. Since 5.0. */
  readonly torrentCreator: TorrentCreatorGroup;
  /** Torrents, their files, trackers, categories and tags. */
  readonly torrents: TorrentsGroup;
  /** Rates, limits, and the state of the connection. */
  readonly transfer: TransferGroup;
  /** Sets the listening port and makes sure of it. */
  readonly portForward: PortForward;

  /**
   * Does no I/O.
   *
   * @param options Where qBittorrent is, and how to log in.
   * @throws {TypeError} When an option is missing or cannot be used.
   */
  constructor(options: QBittorrentClientOptions) {
    const session = new QBittorrentSession(options);
    this.session = session;
    this.auth = {
      login: (login) => session.login(login),
      logout: (logout) => session.logout(logout),
    };
    this.app = createGroup(session, app);
    this.clientData = createGroup(session, clientData);
    this.log = createGroup(session, log);
    this.rss = createGroup(session, rss);
    this.search = createGroup(session, search);
    this.sync = createGroup(session, sync);
    this.torrentCreator = createGroup(session, torrentCreator);
    this.torrents = createGroup(session, torrents);
    this.transfer = createGroup(session, transfer);
    this.portForward = new PortForward(session, options);
  }

  /** Logs out at the end of an `await using` block, as {@link QBittorrentSession} does. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.session[Symbol.asyncDispose]();
  }
}
