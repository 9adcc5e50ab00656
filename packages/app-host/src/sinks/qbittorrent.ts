/**
 * The qBittorrent sink, apart from the rest of the app host so that an app can load it only when it
 * is configured.
 *
 * @module
 */
import { QBittorrentClient } from '@portkeep/qbittorrent-client/core';
import type { Delivered } from '../delivered.ts';
import type { Secret } from '../environment/secret.ts';
import type { Log } from '../log/log.ts';
import { httpTransport } from '../transport/http-transport.ts';
import { QBittorrentSink } from './qbittorrent-sink.ts';
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
  readonly log: Log;
  /** See {@linkcode QBittorrentSinkOptions}. */
  readonly delivered?: Delivered<string> | undefined;
}

/**
 * The client of the qBittorrent that the configuration names. An API key comes before a password;
 * with neither, qBittorrent has to let this address in by itself.
 *
 * @throws {TypeError} when `QBITTORRENT_HOST` is not set.
 */
export function qbittorrentClient(
  values: ConfiguredQBittorrentOptions['values'],
): QBittorrentClient {
  const {
    qbittorrentHost: baseUrl,
    qbittorrentUser: username,
    qbittorrentPass: pass,
    qbittorrentApiKey: key,
  } = values;
  if (baseUrl === undefined) {
    throw new TypeError('Cannot reach qBittorrent: QBITTORRENT_HOST is not set');
  }
  // Functions, so that a secret file that changed is read again.
  const password = pass && { username, password: () => pass.read() };
  const auth = key ? { apiKey: () => key.read() } : password;
  return new QBittorrentClient({ baseUrl, auth, transport: httpTransport() });
}

/**
 * The sink that the configuration asks for.
 *
 * @throws {TypeError} when `QBITTORRENT_HOST` is not set.
 */
export function qbittorrentSink({
  values,
  log,
  delivered,
}: ConfiguredQBittorrentOptions): QBittorrentSink {
  return new QBittorrentSink({
    client: qbittorrentClient(values),
    log,
    delivered,
    mode: values.qbittorrentPortMode,
    reconcileEveryMs: values.qbittorrentCheckSeconds * 1_000,
  });
}
