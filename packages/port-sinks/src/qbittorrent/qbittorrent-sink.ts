import type { Log } from '@portkeep/app-host';
import type { Clock, KeptPort, SinkContext } from '@portkeep/port-lease';
import { preferences } from '@portkeep/qbittorrent-client/endpoints/app';
import {
  type PortBinding,
  type PortChange,
  PortForward,
  type QBittorrentSession,
  type RequestOptions,
} from '@portkeep/qbittorrent-client/port-forward';
import { DeliveryRecord } from '../delivery-record.ts';
import type { KeptValue } from '../kept-value.ts';
import type { AppSink } from '../sink-kind.ts';
import type { CountedLogins } from './counted-logins.ts';
import { ListenerWatch } from './listener-watch.ts';
import { explainFailure, isLockedOut } from './qbittorrent-failure.ts';
import type { QBittorrentPortMode } from './qbittorrent-variables.ts';
import { TunnelAddresses } from './tunnel-addresses.ts';

/** A restart of qBittorrent takes a few seconds: checking once a minute would miss it. */
const LOOK_EVERY_MS = 2_000;
const LOOKS = 30;

/** Options of {@linkcode QBittorrentSink}. */
export interface QBittorrentSinkOptions {
  readonly session: QBittorrentSession;
  /** The login guard of the session. */
  readonly logins: CountedLogins;
  readonly mode: QBittorrentPortMode;
  readonly log: Log;
  /** The tunnel for which qBittorrent was last set up; without it, a restart forgets that. */
  readonly delivered?: KeptValue<string> | undefined;
  /** The port to which qBittorrent must return after an interrupted reopening (mode `announce`). */
  readonly ownPort?: KeptValue<number | undefined> | undefined;
  /** The addresses of all tunnels so far: qBittorrent may be bound to one that no longer exists. */
  readonly tunnelAddresses?: KeptValue<readonly string[]> | undefined;
  /**
   * Called when the UPnP of qBittorrent was switched off: this may also delete a mapping of its port
   * that another program made at the same gateway.
   */
  readonly onUpnpStopped?: (() => void) | undefined;
  /** How often qBittorrent is checked, milliseconds. @default {the publisher's} */
  readonly reconcileEveryMs?: number | undefined;
  readonly clock: Clock;
}

/**
 * Keeps qBittorrent listening on the port.
 *
 * While a refused login is held back, the sink checks every few seconds whether qBittorrent answers, so
 * that a restart is noticed.
 */
export class QBittorrentSink implements AppSink {
  readonly name = 'qbittorrent';
  readonly reconcileEveryMs: number | undefined;
  readonly #session: QBittorrentSession;
  readonly #logins: CountedLogins;
  readonly #ports: PortForward;
  readonly #mode: QBittorrentPortMode;
  readonly #log: Log;
  readonly #delivered: DeliveryRecord<string>;
  readonly #ownPort: DeliveryRecord<number | undefined>;
  readonly #addresses: TunnelAddresses;
  readonly #watch: ListenerWatch;
  readonly #onUpnpStopped: () => void;
  readonly #clock: Clock;
  #lockedOut = false;

  constructor(options: QBittorrentSinkOptions) {
    this.reconcileEveryMs = options.reconcileEveryMs;
    this.#session = options.session;
    this.#logins = options.logins;
    this.#ports = new PortForward(options.session);
    this.#mode = options.mode;
    this.#log = options.log;
    this.#delivered = new DeliveryRecord(options.delivered);
    this.#ownPort = new DeliveryRecord(options.ownPort);
    this.#addresses = new TunnelAddresses(options.tunnelAddresses);
    this.#watch = new ListenerWatch(options.log);
    this.#onUpnpStopped = options.onUpnpStopped ?? (() => undefined);
    this.#clock = options.clock;
  }

  /** The same port in another tunnel is a change: the listener has to be reopened. */
  same(a: KeptPort, b: KeptPort): boolean {
    return (
      a.port === b.port &&
      a.tunnelIdentity === b.tunnelIdentity &&
      a.tunnelAddress === b.tunnelAddress
    );
  }

  async publish(value: KeptPort, { signal }: SinkContext): Promise<void> {
    const { tunnelIdentity } = value;
    const before = await this.#delivered.last();
    const isNewTunnel = before !== undefined && before !== tunnelIdentity;
    await this.#whenLetIn(() => this.#set(value, isNewTunnel, signal), value, signal);
    await this.#delivered.note(tunnelIdentity);
  }

  async reconcile(value: KeptPort, { signal }: SinkContext): Promise<'in-sync' | 'repaired'> {
    const changed = await this.#whenLetIn(() => this.#set(value, false, signal), value, signal);
    return changed ? 'repaired' : 'in-sync';
  }

  /** Allows a refused login to be tried again at once (after SIGHUP). */
  allowLogin(): void {
    this.#session.allowLogin();
  }

  async #set(
    { port, internalPort, tunnelAddress }: KeptPort,
    isNewTunnel: boolean,
    signal: AbortSignal,
  ): Promise<boolean> {
    const moved = tunnelAddress && (await this.#addresses.moveTo(tunnelAddress));
    const binding = moved ? { port, moved } : { port };
    const change = await this.#apply(binding, isNewTunnel, { signal });
    const { changed, listenPort: listens, connectionStatus } = change;
    this.#log.debug('qBittorrent has the port', { port, changed, connection: connectionStatus });
    this.#watch.look({ mode: this.#mode, listens, internalPort });
    return changed;
  }

  async #apply(
    { port, moved }: PortBinding,
    isNewTunnel: boolean,
    options: RequestOptions,
  ): Promise<PortChange> {
    const ports = this.#ports;
    if (this.#mode === 'listen') {
      return this.#follow(
        isNewTunnel
          ? await ports.rebind({ port, moved }, options)
          : await ports.apply({ port, moved }, options),
      );
    }
    // Also when the previous tunnel is back: the reopening in between may have been interrupted.
    if (isNewTunnel || (await this.#ownPort.last()) !== undefined) {
      await this.#reopen({ announcePort: port, moved }, options);
    }
    return this.#follow(await ports.announce({ port, moved }, options));
  }

  async #reopen(binding: Omit<PortBinding, 'port'>, options: RequestOptions): Promise<void> {
    const port = (await this.#ownPort.last()) ?? (await this.#listenPort(options));
    // 0 means a random port, which cannot be reopened by its number.
    if (port === 0) return;
    // If this is interrupted, qBittorrent is left on the neighbouring port, which is not its own.
    await this.#noteOwnPort(port);
    this.#follow(await this.#ports.rebind({ ...binding, port }, options));
    await this.#noteOwnPort(undefined);
  }

  /** Handles the side effects of a change. */
  #follow(change: PortChange): PortChange {
    if (change.upnpStopped) {
      this.#log.info(
        'UPnP of qBittorrent was on and is switched off: it maps the same port itself, and deletes the mapping when it stops',
      );
      this.#onUpnpStopped();
    }
    if (change.previousAddress !== undefined) {
      this.#log.warn(
        `qBittorrent was bound to ${change.previousAddress}, the address of a tunnel that is gone; it is bound to the present one now`,
      );
    }
    return change;
  }

  async #listenPort(options: RequestOptions): Promise<number> {
    return (await this.#session.call(preferences, undefined, options)).listen_port;
  }

  /** A full disk must not keep the listener closed: the record only matters if the app is then killed. */
  async #noteOwnPort(port: number | undefined): Promise<void> {
    try {
      await this.#ownPort.note(port);
    } catch (error) {
      this.#log.debug('The port of qBittorrent could not be saved', { error });
    }
  }

  async #whenLetIn<T>(
    work: () => Promise<T>,
    { internalPort }: KeptPort,
    signal: AbortSignal,
  ): Promise<T> {
    for (let looks = this.#lockedOut ? LOOKS : 0; ; looks -= 1) {
      // This sends no login; if nothing listens there, the refusal is forgotten.
      if (this.#lockedOut) await this.#session.isUp({ signal });
      try {
        const result = await work();
        this.#lockedOut = false;
        return result;
      } catch (error) {
        signal.throwIfAborted();
        // A refused API key is not held back, and without credentials a proxy answers, not qBittorrent.
        this.#lockedOut =
          isLockedOut(error) && !this.#logins.viaProxy && this.#logins.obstacle() !== undefined;
        if (!this.#lockedOut || looks <= 0) throw explainFailure(error, this.#logins, internalPort);
      }
      await this.#clock.delay(LOOK_EVERY_MS, signal);
    }
  }
}
