import { awaitListening } from './await-listening.ts';
import { checkPort } from './check-port.ts';
import type { Clock } from './clock.ts';
import type { PortCalls } from './port-calls.ts';
import type { PortChange } from './port-change.ts';
import type { Preferences } from './preferences.ts';
import { QBittorrentError } from './qbittorrent-error.ts';
import type { RequestOptions } from './request-options.ts';
import { isAtLeast } from './web-api-version.ts';

/** The Web API of qBittorrent 5.1, the first with `announce_port`. */
const ANNOUNCE_PORT_SINCE = '2.11.4';

/**
 * Sets ports and makes sure of the result: qBittorrent confirms nothing, so each change is read
 * back, the listener is looked at, and the trackers are told.
 */
export class PortFlow {
  readonly #calls: PortCalls;
  readonly #clock: Clock;
  /** A change was written and the trackers were not told yet; kept over failed attempts. */
  #reannounceDue = false;

  constructor(calls: PortCalls, clock: Clock) {
    this.#calls = calls;
    this.#clock = clock;
  }

  /** Makes qBittorrent listen on `port`. */
  async listen(port: number, options: RequestOptions): Promise<PortChange> {
    checkPort(port, 'set the listening port');
    const before = await this.#calls.getPreferences(options);
    if (!holds(before, listenPatch(port))) {
      return await this.#write(listenPatch(port), before.listen_port, options);
    }
    const { connectionStatus } = await this.#calls.getTransferInfo(options);
    // Dead on the right port (it was busy, say): the same port once more would change nothing.
    if (connectionStatus === 'disconnected') return await this.#reopen(port, before, options);
    await this.#reannounce(options);
    return { changed: false, previous: before.listen_port, connectionStatus };
  }

  /** Makes qBittorrent open its sockets anew. */
  async rebind(port: number, options: RequestOptions): Promise<PortChange> {
    checkPort(port, 'rebind the listening port');
    return await this.#reopen(port, await this.#calls.getPreferences(options), options);
  }

  /** Makes qBittorrent tell trackers `port` in place of the one it listens on. */
  async announce(port: number, options: RequestOptions): Promise<PortChange> {
    checkPort(port, 'set the announced port');
    await this.#checkVersion(options);
    const before = await this.#calls.getPreferences(options);
    const previous = before.announce_port ?? 0;
    if (previous !== port) return await this.#write({ announce_port: port }, previous, options);
    const status = await awaitListening(this.#calls, this.#clock, before, options);
    await this.#reannounce(options);
    return { changed: false, previous, connectionStatus: status };
  }

  async #checkVersion(options: RequestOptions): Promise<void> {
    const version = await this.#calls.getWebApiVersion(options);
    if (isAtLeast(version, ANNOUNCE_PORT_SINCE)) return;
    throw new QBittorrentError(
      'QBT_UNSUPPORTED',
      `Cannot set the announced port: qBittorrent ${await this.#calls.getVersion(options)} (Web API ${version}) has none; update it to 5.1 (Web API ${ANNOUNCE_PORT_SINCE}) or set the listening port`,
    );
  }

  /**
   * qBittorrent ignores a port that it has already, so another one comes in between. Whether that
   * one is free does not matter: the old sockets go either way (seen with 4.5.2).
   */
  async #reopen(port: number, before: Preferences, options: RequestOptions): Promise<PortChange> {
    if (before.listen_port !== port) {
      return await this.#write(listenPatch(port), before.listen_port, options);
    }
    const neighbour = port === 65_535 ? port - 1 : port + 1;
    this.#reannounceDue = true;
    // Without the signal: an abort here would leave qBittorrent on the wrong port.
    const goBack = () => this.#calls.setPreferences(listenPatch(port));
    try {
      await this.#calls.setPreferences(listenPatch(neighbour), options);
    } catch (error) {
      // It may have arrived all the same. In the background: who aborts does not want to wait.
      goBack().catch(() => undefined);
      throw error;
    }
    await goBack();
    return await this.#verify(listenPatch(port), port, options);
  }

  async #write(
    patch: Partial<Preferences>,
    previous: number,
    options: RequestOptions,
  ): Promise<PortChange> {
    this.#reannounceDue = true;
    await this.#calls.setPreferences(patch, options);
    return await this.#verify(patch, previous, options);
  }

  async #verify(
    patch: Partial<Preferences>,
    previous: number,
    options: RequestOptions,
  ): Promise<PortChange> {
    const after = await this.#calls.getPreferences(options);
    if (!holds(after, patch)) {
      throw new QBittorrentError(
        'QBT_NOT_APPLIED',
        `qBittorrent did not keep ${Object.keys(patch).join(', ')}; check that no other program sets them too`,
      );
    }
    const connectionStatus = await awaitListening(this.#calls, this.#clock, after, options);
    await this.#reannounce(options);
    return { changed: true, previous, connectionStatus };
  }

  async #reannounce(options: RequestOptions): Promise<void> {
    if (!this.#reannounceDue) return;
    await this.#calls.reannounce('all', options);
    this.#reannounceDue = false;
  }
}

function listenPatch(port: number): Partial<Preferences> {
  return { listen_port: port, random_port: false, upnp: false };
}

/** `random_port` is deprecated: where it is missing one day, it is off. */
function holds(preferences: Preferences, patch: Partial<Preferences>): boolean {
  return Object.entries(patch).every(([key, value]) => (preferences[key] ?? false) === value);
}
