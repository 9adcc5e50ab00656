import type { QBittorrentClientOptions } from './client-options.ts';
import { systemClock } from './clock.ts';
import {
  appPreferences,
  appSetPreferences,
  appVersion,
  appWebApiVersion,
} from './endpoints/app.ts';
import { type TorrentHashes, torrentsReannounce } from './endpoints/torrents.ts';
import { transferInfo } from './endpoints/transfer.ts';
import type { PortChange } from './port-change.ts';
import { PortFlow } from './port-flow.ts';
import type { Preferences } from './preferences.ts';
import type { RequestOptions } from './request-options.ts';
import { Session } from './session.ts';
import type { TransferInfo } from './transfer-info.ts';

/**
 * One qBittorrent, through its Web API, 4.1 and later.
 *
 * Logs in by itself when needed, once for all calls under way. Every method rejects with a
 * `QBittorrentError`, or with `signal.reason` untouched; an error thrown by a function that brings
 * a secret comes through as it is.
 *
 * @example Setting the port
 * ```ts
 * import { QBittorrentClient } from '@portkeep/qbittorrent-client';
 *
 * const preferences = { listen_port: 6881, upnp: false,
 *   current_network_interface: '', current_interface_address: '' };
 * const client = new QBittorrentClient({
 *   baseUrl: 'http://localhost:8080',
 *   auth: { username: 'admin', password: () => 'read it from a file' },
 *   // Leave `transport` out for real HTTP. This one plays a qBittorrent 4.
 *   transport: async ({ url, body = '' }) => {
 *     const reply = (text: string) => ({ status: 200, headers: {}, body: text });
 *     if (url.endsWith('auth/login')) return reply('Ok.');
 *     if (url.endsWith('transfer/info')) {
 *       return reply('{"connection_status":"connected","dht_nodes":0,"dl_info_data":0,' +
 *         '"dl_info_speed":0,"up_info_data":0,"up_info_speed":0}');
 *     }
 *     const json = new URLSearchParams(body).get('json');
 *     if (json !== null) Object.assign(preferences, JSON.parse(json));
 *     return reply(JSON.stringify(preferences));
 *   },
 * });
 * const { changed, connectionStatus } = await client.setListenPort(54321);
 * if (!changed || connectionStatus !== 'connected') throw new Error('not set');
 * ```
 */
export class QBittorrentClient {
  readonly #session: Session;
  readonly #ports: PortFlow;

  /**
   * Does no I/O.
   *
   * @param options Where qBittorrent is, and how to log in.
   * @throws {TypeError} When `baseUrl` cannot be used.
   */
  constructor(options: QBittorrentClientOptions) {
    this.#session = new Session(options);
    this.#ports = new PortFlow(this, options.clock ?? systemClock);
  }

  /**
   * Logs in now, even when a session is there. Not needed: every call does so by itself. Without
   * user name and password there is nothing to do.
   *
   * @throws {QBittorrentError} `QBT_LOGIN_REJECTED` (also without asking, when the same values were
   * rejected before), `QBT_BANNED`, `QBT_HOST_OR_ORIGIN_REJECTED` and those of the network.
   */
  async login(options?: RequestOptions): Promise<void> {
    await this.#session.login(options);
  }

  /** Ends the session. The next call logs in again. */
  async logout(options?: RequestOptions): Promise<void> {
    await this.#session.logout(options);
  }

  /**
   * Forgets that a login was rejected or this address banned: the next call tries again. For when
   * the account was changed in qBittorrent; values changed on this side are noticed without.
   */
  allowLogin(): void {
    this.#session.allowLogin();
  }

  /**
   * Whether qBittorrent answers, whatever it says. Sends no credentials, so it cannot lead to a
   * ban. A `false` also means that a rejected login may be tried again: it may come back changed.
   *
   * @returns `false` when there is no connection, no answer in time, or a proxy's 502, 503 or 504.
   */
  async isUp(options?: RequestOptions): Promise<boolean> {
    return await this.#session.isUp(options);
  }

  /** The version of qBittorrent, e.g. `v5.2.3`. */
  async getVersion(options?: RequestOptions): Promise<string> {
    return await this.#session.call(appVersion, undefined, options);
  }

  /** The version of the Web API, e.g. `2.15.1`. */
  async getWebApiVersion(options?: RequestOptions): Promise<string> {
    return await this.#session.call(appWebApiVersion, undefined, options);
  }

  /** All options of qBittorrent. Some are secrets: never log the result. */
  async getPreferences(options?: RequestOptions): Promise<Preferences> {
    return await this.#session.call(appPreferences, undefined, options);
  }

  /**
   * Changes some options. qBittorrent checks nothing and confirms nothing: read them back. For the
   * port use {@link setListenPort}, which does.
   *
   * @param patch The options to change, under the names of the Web API.
   */
  async setPreferences(patch: Partial<Preferences>, options?: RequestOptions): Promise<void> {
    await this.#session.call(appSetPreferences, patch, options);
  }

  /** Rates, and whether qBittorrent listens. */
  async getTransferInfo(options?: RequestOptions): Promise<TransferInfo> {
    return await this.#session.call(transferInfo, undefined, options);
  }

  /**
   * Tells the trackers about us again, so that they learn a new port or address.
   *
   * @param hashes Info hashes of the torrents. Default: all.
   */
  async reannounce(hashes: TorrentHashes = 'all', options?: RequestOptions): Promise<void> {
    await this.#session.call(torrentsReannounce, hashes, options);
  }

  /**
   * Makes qBittorrent listen on a port, with random port and UPnP off, and makes sure that it does:
   * reads the options back, waits up to 5 seconds for the listener, and tells the trackers when
   * something changed. Writes nothing when all is as asked.
   *
   * A listener whose network interface was replaced looks alive to qBittorrent: use {@link rebind}
   * after a reconnect of the VPN.
   *
   * @param port 1–65535.
   * @throws {QBittorrentError} `QBT_BAD_REQUEST` (no such port, nothing was sent),
   * `QBT_NOT_APPLIED`, `QBT_NOT_LISTENING` and those of every call.
   */
  async setListenPort(port: number, options: RequestOptions = {}): Promise<PortChange> {
    return await this.#ports.listen(port, options);
  }

  /**
   * Opens the listening sockets anew, on a port that may be set already: for when the tunnel came
   * back under the same port. Sets the neighbouring port and then the right one, because
   * qBittorrent ignores a port that it has; then makes sure as {@link setListenPort} does.
   *
   * @param port 1–65535.
   * @throws {QBittorrentError} As {@link setListenPort}.
   */
  async rebind(port: number, options: RequestOptions = {}): Promise<PortChange> {
    return await this.#ports.rebind(port, options);
  }

  /**
   * Makes qBittorrent tell the trackers another port than it listens on: for when a gateway
   * translates ports. Makes sure and tells them at once. Needs qBittorrent 5.1.
   *
   * @param port 1–65535.
   * @throws {QBittorrentError} `QBT_UNSUPPORTED` (too old, nothing was written) and those of
   * {@link setListenPort}.
   */
  async setAnnouncePort(port: number, options: RequestOptions = {}): Promise<PortChange> {
    return await this.#ports.announce(port, options);
  }
}
