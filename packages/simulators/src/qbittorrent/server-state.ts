import { defaultPreferences } from './default-preferences.ts';
import { DIALECTS, type DialectTraits, type QBittorrentDialect } from './dialect.ts';
import { Listener, type OpenPort } from './listener.ts';
import { LoginGuard } from './login-guard.ts';
import { PreferenceStore } from './preference-store.ts';
import { SessionTable } from './session-table.ts';
import { type SimulatedTorrent, simulatedTorrents } from './torrents.ts';

/** One login attempt that the server checked; a request with a live session is not one. */
export interface LoginRecord {
  readonly at: number;
  readonly sourceAddress: string;
  readonly username: string;
  readonly result: 'accepted' | 'rejected' | 'banned';
  readonly by: 'form' | 'basic';
}

/** One accepted `torrents/reannounce`. */
export interface ReannounceRecord {
  readonly at: number;
  readonly hashes: string;
  /** What trackers get. */
  readonly port: number;
}

/** Network interfaces by name with their addresses. */
export type InterfaceTable = ReadonlyMap<string, readonly string[]>;

/** Everything the endpoints read and change. */
export interface ServerState {
  readonly dialect: QBittorrentDialect;
  readonly traits: DialectTraits;
  readonly now: () => number;
  /** The port of the WebUI's own socket, which a `Host` header must name. */
  readonly port: number;
  readonly address: string;
  readonly cookieName: () => string;
  readonly preferences: PreferenceStore;
  readonly sessions: SessionTable;
  readonly guard: LoginGuard;
  readonly listener: Listener;
  readonly interfaces: InterfaceTable;
  readonly torrents: readonly SimulatedTorrent[];
  readonly logins: LoginRecord[];
  readonly reannounces: ReannounceRecord[];
  password: string;
  startedAt: number;
  /** False after `app/shutdown`, until a restart. */
  running: boolean;
}

/** The options of a state, with every default filled in. */
export interface ServerStateOptions {
  readonly dialect: QBittorrentDialect;
  readonly username: string;
  readonly password: string;
  readonly apiKey: string;
  readonly port: number;
  readonly listenPort: number;
  readonly address: string;
  readonly now: () => number;
  readonly cookieName: string | undefined;
  readonly interfaces: InterfaceTable;
  readonly torrents: number;
  readonly openPort: OpenPort;
}

/** A server that just started. */
export function createServerState(options: ServerStateOptions): ServerState {
  const traits = DIALECTS[options.dialect];
  const preferences = new PreferenceStore(defaultPreferences(options.dialect, options));
  const state: ServerState = {
    dialect: options.dialect,
    traits,
    now: options.now,
    port: options.port,
    address: options.address,
    cookieName: () =>
      options.cookieName ??
      (traits.statusLogin ? `QBT_SID_${preferences.number('web_ui_port')}` : 'SID'),
    preferences,
    sessions: new SessionTable(),
    guard: new LoginGuard(),
    listener: new Listener(options.openPort, options.interfaces),
    interfaces: options.interfaces,
    torrents: simulatedTorrents(options.torrents),
    logins: [],
    reannounces: [],
    password: options.password,
    startedAt: options.now(),
    running: true,
  };
  state.listener.open(preferences);
  return state;
}
