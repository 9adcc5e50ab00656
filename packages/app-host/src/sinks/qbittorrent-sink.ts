import type { Clock, PortSink, SinkContext } from '@portkeep/port-lease';
import { systemClock } from '@portkeep/port-lease';
import { preferences } from '@portkeep/qbittorrent-client/endpoints/app';
import {
  isQBittorrentError,
  type PortChange,
  PortForward,
  QBittorrentError,
  type QBittorrentSession,
  type RequestOptions,
} from '@portkeep/qbittorrent-client/port-forward';
import type { Delivered } from '../delivered.ts';
import { DeliveryRecord } from '../delivery-record.ts';
import { problemOf } from '../errors/advice-of.ts';
import type { Log } from '../log/log.ts';
import type { PortAnnouncement } from '../port-announcement.ts';
import type { QBittorrentPortMode } from './qbittorrent-variables.ts';

/** A restart of qBittorrent takes a few seconds: looking once a minute would miss it. */
const LOOK_EVERY_MS = 2_000;
const LOOKS = 30;

/** Options of {@linkcode QBittorrentSink}. */
export interface QBittorrentSinkOptions {
  readonly session: QBittorrentSession;
  readonly mode: QBittorrentPortMode;
  readonly log: Log;
  /** The tunnel that qBittorrent was last told to listen in; without it a restart forgets that. */
  readonly delivered?: Delivered<string> | undefined;
  /** The port that qBittorrent is to come back to when a reopening was cut short (mode `announce`). */
  readonly ownPort?: Delivered<number | undefined> | undefined;
  /** How often qBittorrent is looked at, milliseconds. @default {the publisher's} */
  readonly reconcileEveryMs?: number | undefined;
  /** @default {systemClock} */
  readonly clock?: Clock | undefined;
}

/**
 * Keeps qBittorrent on the port, listening.
 *
 * A login that was refused is not sent again before the secret changed, `allowLogin()` or a restart
 * of qBittorrent; to see the restart, it is asked every few seconds whether it is there.
 */
export class QBittorrentSink implements PortSink<PortAnnouncement> {
  readonly name = 'qbittorrent';
  readonly reconcileEveryMs: number | undefined;
  readonly #session: QBittorrentSession;
  readonly #ports: PortForward;
  readonly #mode: QBittorrentPortMode;
  readonly #log: Log;
  readonly #delivered: DeliveryRecord<string>;
  readonly #ownPort: DeliveryRecord<number | undefined>;
  readonly #clock: Clock;
  #lockedOut = false;

  constructor(options: QBittorrentSinkOptions) {
    this.reconcileEveryMs = options.reconcileEveryMs;
    this.#session = options.session;
    this.#ports = new PortForward(options.session);
    this.#mode = options.mode;
    this.#log = options.log;
    this.#delivered = new DeliveryRecord(options.delivered);
    this.#ownPort = new DeliveryRecord(options.ownPort);
    this.#clock = options.clock ?? systemClock;
  }

  /** The same port in another tunnel is not the same: the listener has to be opened anew. */
  same(a: PortAnnouncement, b: PortAnnouncement): boolean {
    return a.port === b.port && a.binding === b.binding;
  }

  async publish({ port, binding }: PortAnnouncement, { signal }: SinkContext): Promise<void> {
    const before = await this.#delivered.last();
    const isNewTunnel = before !== undefined && before !== binding;
    await this.#whenLetIn(() => this.#set(port, isNewTunnel, signal), signal);
    await this.#delivered.note(binding);
  }

  async reconcile(
    { port }: PortAnnouncement,
    { signal }: SinkContext,
  ): Promise<'in-sync' | 'repaired'> {
    const changed = await this.#whenLetIn(() => this.#set(port, false, signal), signal);
    return changed ? 'repaired' : 'in-sync';
  }

  /** A refused login may be tried again at once: SIGHUP, or a secret changed. */
  allowLogin(): void {
    this.#session.allowLogin();
  }

  async #set(port: number, isNewTunnel: boolean, signal: AbortSignal): Promise<boolean> {
    const change = await this.#apply(port, isNewTunnel, { signal });
    const { changed, connectionStatus } = change;
    this.#log.debug('qBittorrent has the port', { port, changed, connection: connectionStatus });
    return changed;
  }

  async #apply(port: number, isNewTunnel: boolean, options: RequestOptions): Promise<PortChange> {
    const ports = this.#ports;
    if (this.#mode === 'listen') {
      return isNewTunnel
        ? await ports.rebind({ port }, options)
        : await ports.apply({ port }, options);
    }
    // Also when the tunnel before is back: the reopening for the one between may have been cut short.
    if (isNewTunnel || (await this.#ownPort.last()) !== undefined) await this.#reopen(options);
    return await ports.announce({ port }, options);
  }

  async #reopen(options: RequestOptions): Promise<void> {
    const port = (await this.#ownPort.last()) ?? (await this.#listenPort(options));
    // 0 is a random port: none that could be opened again by its number.
    if (port === 0) return;
    // Cut in the middle, qBittorrent is left on the port beside, which must not count as its own.
    await this.#noteOwnPort(port);
    await this.#ports.rebind({ port }, options);
    await this.#noteOwnPort(undefined);
  }

  async #listenPort(options: RequestOptions): Promise<number> {
    return (await this.#session.call(preferences, undefined, options)).listen_port;
  }

  /** A full disk keeps no listener closed: without the note only a kill at the wrong moment harms. */
  async #noteOwnPort(port: number | undefined): Promise<void> {
    try {
      await this.#ownPort.note(port);
    } catch (error) {
      this.#log.debug('The port of qBittorrent could not be noted', { error });
    }
  }

  async #whenLetIn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let looks = this.#lockedOut ? LOOKS : 0; ; looks -= 1) {
      // Costs no login; when it finds nobody, the client forgets the refusal.
      if (this.#lockedOut) await this.#session.isUp({ signal });
      try {
        const result = await work();
        this.#lockedOut = false;
        return result;
      } catch (error) {
        signal.throwIfAborted();
        this.#lockedOut = isLockedOut(error);
        if (!this.#lockedOut || looks <= 0) throw withoutWait(error);
      }
      await this.#clock.delay(LOOK_EVERY_MS, signal);
    }
  }
}

function isLockedOut(error: unknown): boolean {
  return (
    isQBittorrentError(error) &&
    (error.code === 'QBT_LOGIN_REJECTED' || error.code === 'QBT_BANNED')
  );
}

/** The publisher would honour the hour of a ban and miss the restart that ends it. */
function withoutWait(error: unknown): unknown {
  if (!isQBittorrentError(error) || error.retryAfterSeconds === undefined) return error;
  const { code, advice, status } = error;
  return new QBittorrentError(code, problemOf(error), advice, { status });
}
