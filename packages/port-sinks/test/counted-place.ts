import type { HttpBody, SecretValue, Transport } from '@portkeep/http';
import { TransportFailure } from '@portkeep/http';
import type { Clock } from '@portkeep/port-lease';
import { QBittorrentSession } from '@portkeep/qbittorrent-client/port-forward';
import { type QBittorrentDialect, QBittorrentSimulator } from '@portkeep/simulators';
import { recordedLog } from '../../app-host/test/recorded-log.ts';
import { keptPort } from '../../port-lease/test/kept-port.ts';
import { CountedLogins } from '../src/qbittorrent/counted-logins.ts';
import { QBittorrentSink } from '../src/qbittorrent/qbittorrent-sink.ts';
import type { RefusedLogin, RefusedLoginStore } from '../src/qbittorrent/refused-login.ts';

const { signal } = new AbortController();
const START = Date.UTC(2026, 0, 14);
const MINUTE_MS = 60_000;

/** How a place differs from the usual one. */
interface PlaceOptions {
  readonly keeps?: boolean;
  readonly dialect?: QBittorrentDialect;
  /** The password that a proxy passes on to qBittorrent. */
  readonly basic?: SecretValue;
  readonly needsLogin?: boolean;
}

/** A simulated qBittorrent with its own clock, and a state that outlives the apps that use it. */
export function countedPlace(options: PlaceOptions = {}) {
  const { keeps = true, dialect = '5.1', basic, needsLogin = true } = options;
  let time = START;
  let wallShift = 0;
  const simulator = new QBittorrentSimulator({ dialect, now: () => time });
  const clock: Clock = {
    now: () => time + wallShift,
    monotonic: () => time - START,
    async delay(ms, abort) {
      abort.throwIfAborted();
      time += ms;
    },
  };
  let kept: readonly RefusedLogin[] = [];
  const store: RefusedLoginStore = {
    load: () => kept,
    async save(logins) {
      if (!place.writable) throw new Error('ENOSPC');
      kept = JSON.parse(JSON.stringify(logins));
    },
    fingerprint: async (secret) => `hash of ${secret.length} ${secret.at(-3)}`,
  };
  const place = {
    simulator,
    clock,
    store,
    password: 'wrong password',
    user: 'admin',
    host: 'localhost:8080',
    writable: true,
    /** The failure that replaces the next reply to a login. */
    lost: undefined as TransportFailure | undefined,
    kept: () => kept,
    minutes: () => (time - START) / MINUTE_MS,
    pass: (minutes: number) => {
      time += minutes * MINUTE_MS;
    },
    setWallClock: (days: number) => {
      wallShift = days * 24 * 60 * MINUTE_MS;
    },
    rejected: () => simulator.logins.filter(({ result }) => result === 'rejected'),
    banned: () => simulator.logins.filter(({ result }) => result === 'banned'),
    /** When logins reached qBittorrent, minutes. */
    loginTimes: () => simulator.logins.map(({ at }) => (at - START) / MINUTE_MS),
    /** Starts an app now. */
    start() {
      const { host, user } = place;
      const logins = new CountedLogins({
        host,
        user,
        clock,
        viaProxy: basic !== undefined,
        store: keeps ? store : undefined,
      });
      const session = new QBittorrentSession({
        baseUrl: `http://${host}`,
        auth: needsLogin ? { username: user, password: () => place.password } : undefined,
        basic: basic === undefined ? undefined : { username: 'doorman', password: basic },
        transport,
        loginGuard: logins,
      });
      const { log } = recordedLog();
      const sink = new QBittorrentSink({ session, logins, mode: 'listen', clock, log });
      const publish = () => sink.publish(keptPort(), { signal }).then(() => 'in', noted);
      /** Does the same as `once` and doctor: one attempt, without waiting. */
      const tryOnce = () => session.login().then(() => 'in', noted);
      return { logins, sink, session, publish, tryOnce };
    },
  };
  const noted = (error: unknown) => error as { readonly code: string; readonly retryAt?: number };

  const transport: Transport<HttpBody> = async ({ method, url, headers, body }) => {
    const reply = simulator.handle({
      method,
      url,
      headers: { host: place.host, ...headers },
      body: String(body ?? ''),
      sourceAddress: '127.0.0.1',
    });
    if (reply.kind !== 'reply') {
      throw new TransportFailure('refused', { code: 'ECONNREFUSED', maybeSent: false });
    }
    if (place.lost !== undefined && url.endsWith('auth/login')) throw place.lost;
    return { ...reply };
  };
  return place;
}
