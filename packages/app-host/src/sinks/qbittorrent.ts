/**
 * The qBittorrent sink, apart from the rest of the app host so that an app can load it only when it
 * is configured.
 *
 * @module
 */

import { nodeTransport } from '@portkeep/http/node';
import { preferences, version } from '@portkeep/qbittorrent-client/endpoints/app';
import { info } from '@portkeep/qbittorrent-client/endpoints/transfer';
import {
  type QBittorrentAuth,
  QBittorrentSession,
} from '@portkeep/qbittorrent-client/port-forward';
import type { QBittorrentView } from '../doctor/open-qbittorrent.ts';
import type { Secret } from '../environment/secret.ts';
import type { Log } from '../log/log.ts';
import { QBittorrentSink, type QBittorrentSinkOptions } from './qbittorrent-sink.ts';
import type { QBittorrentPortMode } from './qbittorrent-variables.ts';

export { QBittorrentSink, type QBittorrentSinkOptions } from './qbittorrent-sink.ts';

/** Options of {@linkcode qbittorrentSink}. */
export interface ConfiguredQBittorrentOptions {
  /** The values of `qbittorrentVariables()`, others beside them. */
  readonly values: {
    readonly qbittorrentHost: URL | undefined;
    readonly qbittorrentUser: string;
    readonly qbittorrentPass: Secret | undefined;
    readonly qbittorrentApiKey: Secret | undefined;
    readonly qbittorrentCheckSeconds: number;
    readonly qbittorrentPortMode: QBittorrentPortMode;
  };
  /** The longest reply that is read, in bytes: what this app has the memory for. */
  readonly maxBytes: number;
  readonly log: Log;
  /** See {@linkcode QBittorrentSinkOptions}. */
  readonly delivered?: QBittorrentSinkOptions['delivered'];
  /** See {@linkcode QBittorrentSinkOptions}. */
  readonly ownPort?: QBittorrentSinkOptions['ownPort'];
}

type Target = Pick<ConfiguredQBittorrentOptions, 'values' | 'maxBytes'>;

/**
 * The way to the qBittorrent that the configuration names. An API key comes before a password;
 * with neither, qBittorrent has to let this address in without a login.
 *
 * @throws {TypeError} when `QBITTORRENT_HOST` is not set.
 */
export function qbittorrentSession(target: Target): QBittorrentSession {
  const {
    qbittorrentUser: username,
    qbittorrentPass: pass,
    qbittorrentApiKey: key,
  } = target.values;
  // Functions, so that a secret file that changed is read again.
  const password = pass && { username, password: () => pass.read() };
  return openSession(target, key ? { apiKey: () => key.read() } : password);
}

function openSession(
  { values: { qbittorrentHost: baseUrl }, maxBytes }: Target,
  auth?: QBittorrentAuth,
): QBittorrentSession {
  if (baseUrl === undefined) {
    throw new TypeError('Cannot reach qBittorrent: QBITTORRENT_HOST is not set');
  }
  // Setting a port takes a handful of calls, which share a connection where they may.
  const transport = nodeTransport({ keepIdleMs: 1_000, maxBytes });
  return new QBittorrentSession({ baseUrl, auth, transport });
}

/** What doctor asks of the qBittorrent that the configuration names. */
export function qbittorrentView(target: Target): QBittorrentView {
  const session = qbittorrentSession(target);
  return {
    async knock(options) {
      if (await session.isUp(options)) return;
      // Fails in the same way, says why, and has no password that it could send.
      await openSession(target).call(version, undefined, options);
    },
    version: (options) => session.call(version, undefined, options),
    preferences: (options) => session.call(preferences, undefined, options),
    transferInfo: (options) => session.call(info, undefined, options),
  };
}

/**
 * The sink that the configuration asks for.
 *
 * @throws {TypeError} when `QBITTORRENT_HOST` is not set.
 */
export function qbittorrentSink({
  values,
  maxBytes,
  log,
  delivered,
  ownPort,
}: ConfiguredQBittorrentOptions): QBittorrentSink {
  return new QBittorrentSink({
    session: qbittorrentSession({ values, maxBytes }),
    log,
    delivered,
    ownPort,
    mode: values.qbittorrentPortMode,
    reconcileEveryMs: values.qbittorrentCheckSeconds * 1_000,
  });
}
