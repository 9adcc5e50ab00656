import { preferences, setPreferences } from '../endpoints/app/preferences.ts';
import { info } from '../endpoints/transfer/info.ts';
import { isAtLeast } from '../protocol/web-api-version.ts';
import type { Preferences } from '../records/preferences.ts';
import type { ConnectionStatus } from '../records/transfer-info.ts';
import type { RequestOptions } from '../request-options.ts';
import type { WallClock } from '../wall-clock.ts';
import { awaitListening } from './await-listening.ts';
import { checkHeld } from './check-held.ts';
import { isUnanswered } from './is-unanswered.ts';
import type { PortChange } from './port-change.ts';
import type { PortSession } from './port-session.ts';
import { TrackerNotice } from './tracker-notice.ts';

/**
 * From this version on, the connection status may be as old as `refresh_interval` (seen with 5.1.0
 * and 5.3.0); 4.5.2 reports the present one.
 */
const OLD_STATUS_SINCE = '2.9.2';
/** What the server may need besides the interval. */
const REFRESH_MS = 500;

/** Writes the options of the listener and makes sure of the result. */
export class ListenerSettings {
  readonly #session: PortSession;
  readonly #clock: WallClock;
  /** Notified after each change; one made by {@linkcode set} has to be entered as `due()` before. */
  readonly trackers: TrackerNotice;

  constructor(session: PortSession, clock: WallClock) {
    this.#session = session;
    this.#clock = clock;
    this.trackers = new TrackerNotice(session);
  }

  read(options: RequestOptions): Promise<Preferences> {
    return this.#session.call(preferences, undefined, options);
  }

  /** Sets what differs, then makes sure as {@linkcode finish} does. */
  async write(
    patch: Partial<Preferences>,
    before: Preferences,
    options: RequestOptions,
  ): Promise<PortChange> {
    this.trackers.due();
    await this.set(patch, options);
    return await this.finish(patch, before, options);
  }

  /** A missing answer says nothing about the change; reading it back does. */
  async set(patch: Partial<Preferences>, options: RequestOptions): Promise<void> {
    try {
      await this.#session.call(setPreferences, patch, options);
    } catch (error) {
      if (!isUnanswered(error)) throw error;
    }
  }

  /** After a change: reads it back, waits for the listener and notifies the trackers. */
  async finish(
    patch: Partial<Preferences>,
    before: Preferences,
    options: RequestOptions,
  ): Promise<PortChange> {
    const after = checkHeld(await this.read(options), patch);
    const { current_interface_address: previousAddress } = before;
    const { listen_port: port, current_interface_address: address = previousAddress } = patch;
    const isMoved = address !== previousAddress;
    // Or the listener before the change would be taken for the one after it.
    if (port !== undefined || isMoved) await this.#untilStatusIsNew(after, options);
    const connectionStatus = await this.listening(after, options);
    await this.trackers.send(options);
    return {
      changed: true,
      previous: before.listen_port,
      listenPort: after.listen_port,
      ...(before.upnp && !after.upnp && { upnpStopped: true }),
      ...(isMoved && { previousAddress }),
      connectionStatus,
    };
  }

  /** Waits until qBittorrent listens; then how it sees its connection. */
  listening(present: Preferences, options: RequestOptions): Promise<ConnectionStatus> {
    const look = () => this.connectionStatus(options);
    return awaitListening(look, this.#clock, present, options);
  }

  /** How qBittorrent sees its connection now. */
  async connectionStatus(options: RequestOptions): Promise<ConnectionStatus> {
    return (await this.#session.call(info, undefined, options)).connection_status;
  }

  async #untilStatusIsNew(after: Preferences, options: RequestOptions): Promise<void> {
    const { refresh_interval: interval } = after;
    if (interval === undefined) return;
    const api = await this.#session.getWebApiVersion(options);
    if (!isAtLeast(api, OLD_STATUS_SINCE)) return;
    await this.#clock.delay(interval + REFRESH_MS, options.signal);
  }
}
