import type { Preferences } from '../records/preferences.ts';
import type { ConnectionStatus } from '../records/transfer-info.ts';
import type { RequestOptions } from '../request-options.ts';
import type { QBittorrentSession } from '../session/session.ts';
import { systemWallClock } from '../wall-clock.ts';
import { addressPatch } from './address-patch.ts';
import { checkAnnounceSupport } from './announce-support.ts';
import { checkHeld } from './check-held.ts';
import { checkPort } from './check-port.ts';
import { holds, listenPatch } from './listen-patch.ts';
import { ListenerSettings } from './listener-settings.ts';
import type { PortBinding } from './port-binding.ts';
import type { PortChange } from './port-change.ts';
import type { PortForwardOptions } from './port-forward-options.ts';
import { type PortSession, portSession } from './port-session.ts';

/**
 * Sets ports and makes sure of the result: qBittorrent confirms nothing, so each change is read
 * back, the listener is checked, and the trackers are notified.
 *
 * @example
 * ```ts
 * import { PortForward, QBittorrentSession } from '@portkeep/qbittorrent-client';
 *
 * const preferences = { listen_port: 6881, upnp: false,
 *   current_network_interface: '', current_interface_address: '' };
 * const session = new QBittorrentSession({
 *   baseUrl: 'http://localhost:8080',
 *   // kyTransport() for real HTTP. This one plays a qBittorrent that knows us.
 *   transport: async ({ url, body }) => {
 *     const reply = (text: string) => ({ status: 200, headers: {}, body: text });
 *     if (url.endsWith('app/webapiVersion')) return reply('2.15.1');
 *     if (url.endsWith('transfer/info')) {
 *       return reply('{"connection_status":"connected","dht_nodes":0,"dl_info_data":0,' +
 *         '"dl_info_speed":0,"up_info_data":0,"up_info_speed":0}');
 *     }
 *     const json = new URLSearchParams(String(body)).get('json');
 *     if (json !== null) Object.assign(preferences, JSON.parse(json));
 *     return reply(url.endsWith('app/preferences') ? JSON.stringify(preferences) : '');
 *   },
 * });
 * const { changed, connectionStatus } = await new PortForward(session).apply({ port: 54321 });
 * if (!changed || connectionStatus !== 'connected') throw new Error('not set');
 * ```
 */
export class PortForward {
  readonly #session: PortSession;
  readonly #settings: ListenerSettings;

  /**
   * Does no I/O.
   *
   * @param session The way to qBittorrent, e.g. `client.session`.
   */
  constructor(session: QBittorrentSession, options: PortForwardOptions = {}) {
    this.#session = portSession(session);
    this.#settings = new ListenerSettings(this.#session, options.clock ?? systemWallClock);
  }

  /**
   * Makes qBittorrent listen on a port, with random port and UPnP off, and makes sure that it does:
   * reads the options back, waits up to 5 seconds for the listener, and notifies the trackers when
   * something changed. An announced port that is left over (5.1 or newer) is set to 0, because
   * trackers would get it in place of this one. Writes nothing when all is as asked. Since 4.6 a
   * change takes as long as qBittorrent's `refresh_interval` and half a second, 2 seconds by default:
   * what it says about the listener is that old.
   *
   * A listener whose network interface was replaced looks alive to qBittorrent: use {@link rebind}
   * after a reconnect of the VPN.
   *
   * @param binding The port, and where to listen.
   * @throws {QBittorrentError} `QBT_BAD_REQUEST` (no such port, nothing was sent),
   * `QBT_NOT_APPLIED`, `QBT_NOT_LISTENING` and those of every call.
   */
  async apply(binding: PortBinding, options: RequestOptions = {}): Promise<PortChange> {
    const { port } = binding;
    checkPort(port, 'set the listening port');
    const before = await this.#settings.read(options);
    const patch = listenPatch(binding, before);
    if (!holds(before, patch)) return await this.#settings.write(patch, before, options);
    const connectionStatus = await this.#settings.connectionStatus(options);
    // Dead on the right port (it was busy, say): setting the same port again would change nothing.
    if (connectionStatus === 'disconnected') return await this.#reopen(binding, before, options);
    await this.#settings.trackers.send(options);
    return { changed: false, previous: port, listenPort: port, connectionStatus };
  }

  /**
   * Makes sure that qBittorrent listens on a port; changes nothing.
   *
   * @param binding What is expected.
   * @returns How it sees its connection, not `disconnected`.
   * @throws {QBittorrentError} `QBT_NOT_APPLIED` when it is set otherwise, `QBT_NOT_LISTENING` after
   * 5 seconds without a listener.
   */
  async verify(binding: PortBinding, options: RequestOptions = {}): Promise<ConnectionStatus> {
    checkPort(binding.port, 'verify the listening port');
    const present = await this.#settings.read(options);
    return await this.#settings.listening(
      checkHeld(present, listenPatch(binding, present)),
      options,
    );
  }

  /**
   * Opens the listening sockets again, on a port that may be set already: for when the tunnel came
   * back under the same port. Sets the neighbouring port and then the right one, because
   * qBittorrent ignores a port that it has; then makes sure as {@link apply} does.
   *
   * @param binding The port, and where to listen.
   * @throws {QBittorrentError} As {@link apply}.
   */
  async rebind(binding: PortBinding, options: RequestOptions = {}): Promise<PortChange> {
    checkPort(binding.port, 'rebind the listening port');
    return await this.#reopen(binding, await this.#settings.read(options), options);
  }

  /**
   * Makes qBittorrent announce a different port to the trackers from the one it listens on: for
   * when a gateway translates ports. It listens where it did, which has to be where that gateway
   * sends what comes in ({@link PortChange.listenPort}). UPnP is switched off, because it would map
   * the same port, and delete the mapping when it stops. Makes sure of it and announces at once.
   * Needs qBittorrent 5.1.
   *
   * @param announced What trackers get, and whether the listener has to move.
   * @throws {QBittorrentError} `QBT_UNSUPPORTED` (too old, nothing was written) and those of
   * {@link apply}.
   */
  async announce(
    { port, moved }: Pick<PortBinding, 'port' | 'moved'>,
    options: RequestOptions = {},
  ): Promise<PortChange> {
    checkPort(port, 'set the announced port');
    await checkAnnounceSupport(this.#session, options);
    const before = await this.#settings.read(options);
    const previous = before.announce_port ?? 0;
    const patch = { announce_port: port, upnp: false, ...addressPatch(moved, before) };
    if (!holds(before, patch)) {
      return { ...(await this.#settings.write(patch, before, options)), previous };
    }
    const connectionStatus = await this.#settings.listening(before, options);
    await this.#settings.trackers.send(options);
    return { changed: false, previous, listenPort: before.listen_port, connectionStatus };
  }

  /**
   * qBittorrent ignores a port that it has already, so another one comes in between. It does not
   * matter whether that one is free: the old sockets are closed either way (seen with 4.5.2).
   */
  async #reopen(
    binding: PortBinding,
    before: Preferences,
    options: RequestOptions,
  ): Promise<PortChange> {
    const { port } = binding;
    const patch = listenPatch(binding, before);
    if (before.listen_port !== port) return await this.#settings.write(patch, before, options);
    const neighbour = port === 65_535 ? port - 1 : port + 1;
    this.#settings.trackers.due();
    // Without the signal: an abort here would leave qBittorrent on the wrong port.
    const goBack = () => this.#settings.set(patch, {});
    try {
      await this.#settings.set({ ...patch, listen_port: neighbour }, options);
    } catch (error) {
      // It may have arrived anyway. In the background: a caller that aborts does not want to wait.
      goBack().catch(() => undefined);
      throw error;
    }
    await goBack();
    return await this.#settings.finish(patch, before, options);
  }
}
