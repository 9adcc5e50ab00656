import type { SimulatedReply, SimulatedRequest } from '../simulated-http.ts';
import { announcedPort } from './announced-port.ts';
import type { PreferenceValue } from './default-preferences.ts';
import type { QBittorrentFault } from './fault.ts';
import { pretendPort } from './pretend-port.ts';
import type { QBittorrentSimulatorOptions } from './qbittorrent-simulator-options.ts';
import { replyTo } from './reply-to.ts';
import type { RequestRecord } from './request-record.ts';
import {
  createServerState,
  type InterfaceTable,
  type LoginRecord,
  type ReannounceRecord,
  type ServerState,
} from './server-state.ts';
import { applyPreferences } from './set-preferences.ts';
import { readWebRequest } from './web-request.ts';

const DEFAULT_INTERFACES: InterfaceTable = new Map([
  ['lo', ['127.0.0.1', '::1']],
  ['eth0', ['192.0.2.10']],
  ['tun0', ['10.8.110.4']],
]);

/**
 * The Web API of qBittorrent as a state machine: no socket, no timer, and a clock that is a
 * parameter. Statuses, texts and headers follow exchanges recorded with 4.5.2, 5.1.4 and 5.2.3.
 *
 * @example
 * ```ts
 * import { QBittorrentSimulator } from '@portkeep/simulators';
 *
 * const simulator = new QBittorrentSimulator({ dialect: '5.1', password: 'secret' });
 * const reply = simulator.handle({
 *   method: 'POST',
 *   url: '/api/v2/auth/login',
 *   headers: { host: 'localhost:8080', 'content-type': 'application/x-www-form-urlencoded' },
 *   body: 'username=admin&password=secret',
 *   sourceAddress: '127.0.0.1',
 * });
 * // reply: { kind: 'reply', status: 200, body: 'Ok.', ... }
 * ```
 */
export class QBittorrentSimulator {
  /** Ports that other programs hold: the peer port cannot be opened there. */
  readonly busyPorts: Set<number> = new Set();
  /** Every request, oldest first. */
  readonly requests: RequestRecord[] = [];
  readonly #state: ServerState;
  #fault: QBittorrentFault | undefined;
  #onChange = (): void => {};

  constructor(options: QBittorrentSimulatorOptions) {
    this.#state = createServerState({
      dialect: options.dialect,
      username: options.username ?? 'admin',
      password: options.password ?? 'adminadmin',
      apiKey: options.apiKey ?? '',
      port: options.port ?? 8080,
      listenPort: options.listenPort ?? 6881,
      address: options.address ?? '127.0.0.1',
      now: options.now ?? Date.now,
      cookieName: options.cookieName,
      interfaces: options.interfaces ?? DEFAULT_INTERFACES,
      torrents: options.torrents ?? 0,
      openPort: options.openPort ?? pretendPort(this.busyPorts),
    });
  }

  /** Every decided login, oldest first. */
  get logins(): readonly LoginRecord[] {
    return this.#state.logins;
  }

  get reannounces(): readonly ReannounceRecord[] {
    return this.#state.reannounces;
  }

  get preferences(): Readonly<Record<string, PreferenceValue>> {
    return this.#state.preferences.all();
  }

  /** The port on which peers get through; `undefined` when nothing listens or the listener is dead. */
  get listeningPort(): number | undefined {
    return this.#state.listener.port;
  }

  /** The port that trackers get: the announced one where one is set, otherwise the peer port. */
  get announcedPort(): number {
    return announcedPort(this.#state.preferences);
  }

  /** How often the peer port was opened again after a change of port, interface or address. */
  get rebinds(): number {
    return this.#state.listener.rebinds;
  }

  /** Live sessions. */
  get sessions(): number {
    return this.#state.sessions.size;
  }

  /** False when a connection would be refused. */
  get reachable(): boolean {
    return this.#state.running && this.#fault?.kind !== 'down';
  }

  /** Milliseconds by which the fault `slow` delays the reply to this URL. */
  delayMs(url: string): number {
    if (this.#fault?.kind !== 'slow') return 0;
    const { delayMs, path = '' } = this.#fault;
    return new URL(url, 'http://localhost').pathname.endsWith(path) ? delayMs : 0;
  }

  /** The server fails in this way until {@linkcode QBittorrentSimulator.clearFaults}. */
  setFault(fault: QBittorrentFault): void {
    this.#fault = fault;
    this.#onChange();
  }

  clearFaults(): void {
    this.#fault = undefined;
    this.#onChange();
  }

  /** The program starts again: sessions and bans are gone, preferences stay, the port is opened. */
  restart(): void {
    const { sessions, guard, listener, preferences } = this.#state;
    sessions.clear();
    guard.forget();
    listener.open(preferences);
    this.#state.startedAt = this.#state.now();
    this.#state.running = true;
    this.#onChange();
  }

  /** A user saves other settings in the WebUI. */
  changePreferenceByHand(patch: Readonly<Record<string, PreferenceValue>>): void {
    applyPreferences(this.#state, patch);
  }

  /**
   * The tunnel was replaced while the program runs. Its listener is dead, though `transfer/info`
   * goes on as before, until port, interface or address changes or the program restarts.
   */
  networkChanged(): void {
    this.#state.listener.networkChanged();
  }

  /** An incoming connection was seen: `connection_status` is `connected` instead of `firewalled`. */
  setConnected(connected: boolean): void {
    this.#state.listener.connected = connected;
  }

  /** Called after anything that can change {@linkcode QBittorrentSimulator.reachable}. */
  onReachabilityChange(listener: () => void): void {
    this.#onChange = listener;
  }

  /** Closes the peer port, for an {@linkcode OpenPort} that opens a real one. */
  close(): void {
    this.#state.listener.close();
  }

  /** Answers one request. */
  handle(request: SimulatedRequest): SimulatedReply {
    const read = readWebRequest(request);
    const reply = replyTo(this.#state, read, this.#fault);
    this.requests.push({
      at: this.#state.now(),
      method: request.method,
      path: new URL(request.url, 'http://localhost').pathname,
      parameters: typeof read === 'string' ? {} : read.parameters,
      sourceAddress: request.sourceAddress,
      status: reply.kind === 'reply' ? reply.status : undefined,
    });
    return reply;
  }
}
