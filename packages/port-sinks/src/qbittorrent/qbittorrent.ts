/**
 * The qBittorrent sink, apart from the rest of the app host so that an app can load it only when it
 * is configured.
 *
 * @module
 */

import type { Log, Secret } from '@portkeep/app-host';
import { nodeTransport } from '@portkeep/http/node';
import { type Clock, systemClock } from '@portkeep/port-lease';
import { preferences, version } from '@portkeep/qbittorrent-client/endpoints/app';
import { info } from '@portkeep/qbittorrent-client/endpoints/transfer';
import {
  type QBittorrentClientOptions,
  QBittorrentSession,
} from '@portkeep/qbittorrent-client/port-forward';
import { CountedLogins } from './counted-logins.ts';
import type { QBittorrentView } from './open-qbittorrent.ts';
import { explainFailure } from './qbittorrent-failure.ts';
import { QBittorrentSink, type QBittorrentSinkOptions } from './qbittorrent-sink.ts';
import type { QBittorrentPortMode } from './qbittorrent-variables.ts';
import type { RefusedLoginStore } from './refused-login.ts';
import { shortenTexts } from './shorten-texts.ts';

export { QBittorrentSink, type QBittorrentSinkOptions } from './qbittorrent-sink.ts';

/** Options of {@linkcode qbittorrentSink}. */
export interface ConfiguredQBittorrentOptions {
  /** The values of `qbittorrentVariables()`, others beside them. */
  readonly values: {
    readonly qbittorrentHost: URL | undefined;
    readonly qbittorrentUser: string;
    readonly qbittorrentPass: Secret | undefined;
    readonly qbittorrentApiKey: Secret | undefined;
    readonly qbittorrentBasicUser?: string | undefined;
    readonly qbittorrentBasicPass?: Secret | undefined;
    readonly qbittorrentCa: string | undefined;
    readonly qbittorrentCheckSeconds: number;
    readonly qbittorrentPortMode: QBittorrentPortMode;
  };
  /** The longest reply that is read, in bytes: what this app has the memory for. */
  readonly maxBytes: number;
  /** Where refused logins are kept across restarts; without it they are counted in memory. */
  readonly refusedLogins?: RefusedLoginStore | undefined;
  /** @default {systemClock} */
  readonly clock?: Clock | undefined;
  readonly log: Log;
  /** See {@linkcode QBittorrentSinkOptions}. */
  readonly delivered?: QBittorrentSinkOptions['delivered'];
  /** See {@linkcode QBittorrentSinkOptions}. */
  readonly ownPort?: QBittorrentSinkOptions['ownPort'];
  /** See {@linkcode QBittorrentSinkOptions}. */
  readonly tunnelAddresses?: QBittorrentSinkOptions['tunnelAddresses'];
  /** See {@linkcode QBittorrentSinkOptions}. */
  readonly onUpnpStopped?: QBittorrentSinkOptions['onUpnpStopped'];
}

/** Which qBittorrent, and how it may be asked. */
export type QBittorrentTarget = Pick<
  ConfiguredQBittorrentOptions,
  'values' | 'maxBytes' | 'refusedLogins' | 'clock'
>;

/** A session, and the guard of its logins. */
interface GuardedSession {
  readonly session: QBittorrentSession;
  readonly logins: CountedLogins;
}

/**
 * The way to the qBittorrent that the configuration names. An API key comes before a password;
 * with neither, qBittorrent has to let this address in without a login.
 */
function qbittorrentSession(target: QBittorrentTarget): GuardedSession {
  const { values, refusedLogins: store, clock = systemClock } = target;
  const { qbittorrentUser: username, qbittorrentPass: pass, qbittorrentApiKey: key } = values;
  // Functions, so that a secret file that changed is read again.
  const password = pass && { username, password: () => pass.read() };
  const host = values.qbittorrentHost?.host ?? '';
  const viaProxy = values.qbittorrentBasicPass !== undefined;
  const logins = new CountedLogins({ host, user: key ? '' : username, viaProxy, store, clock });
  const auth = key ? { apiKey: () => key.read() } : password;
  const { qbittorrentBasicUser: basicUser, qbittorrentBasicPass: basicPass } = values;
  const basic =
    basicUser === undefined || basicPass === undefined
      ? undefined
      : { username: basicUser, password: () => basicPass.read() };
  return { session: openSession(target, { auth, basic, loginGuard: logins }), logins };
}

function openSession(
  { values, maxBytes }: QBittorrentTarget,
  login: Pick<QBittorrentClientOptions, 'auth' | 'basic' | 'loginGuard'> = {},
): QBittorrentSession {
  const { qbittorrentHost: baseUrl, qbittorrentCa: ca } = values;
  if (baseUrl === undefined) {
    throw new TypeError('Cannot reach qBittorrent: QBITTORRENT_HOST is not set');
  }
  // Setting a port takes a handful of calls, which share a connection where they may.
  const transport = nodeTransport({
    keepIdleMs: 1_000,
    maxBytes,
    ca,
    filter: shortenTexts,
  });
  // What fails is tried again by the app, which says so and knows what is due by then.
  return new QBittorrentSession({ baseUrl, transport, ...login, retries: 0 });
}

/** What doctor asks of the qBittorrent that the configuration names. */
export function qbittorrentView(target: QBittorrentTarget): QBittorrentView {
  const { session, logins } = qbittorrentSession(target);
  const explained = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw explainFailure(error, logins);
    }
  };
  return {
    async knock(options) {
      if (await session.isUp(options)) return;
      // Fails in the same way, says why, and has no password that it could send.
      await explained(openSession(target).call(version, undefined, options));
    },
    version: (options) => explained(session.call(version, undefined, options)),
    preferences: (options) => explained(session.call(preferences, undefined, options)),
    transferInfo: (options) => explained(session.call(info, undefined, options)),
  };
}

/**
 * The sink that the configuration asks for.
 *
 * @throws {TypeError} when `QBITTORRENT_HOST` is not set.
 */
export function qbittorrentSink(options: ConfiguredQBittorrentOptions): QBittorrentSink {
  const { values, log, delivered, ownPort, tunnelAddresses, onUpnpStopped, clock } = options;
  return new QBittorrentSink({
    ...qbittorrentSession(options),
    log,
    delivered,
    ownPort,
    tunnelAddresses,
    onUpnpStopped,
    clock,
    mode: values.qbittorrentPortMode,
    reconcileEveryMs: values.qbittorrentCheckSeconds * 1_000,
  });
}
