import { httpTransport } from '@portkeep/app-host';
import type { DaemonValues } from '../variables.ts';

/** How doctor looks at qBittorrent: everything that changes nothing there. */
export interface QBittorrentView {
  /** Sends no credentials. */
  isUp(options: { readonly signal: AbortSignal }): Promise<boolean>;
  /** Logs in first. */
  getVersion(options: { readonly signal: AbortSignal }): Promise<string>;
  getPreferences(options: { readonly signal: AbortSignal }): Promise<QBittorrentPreferences>;
  getTransferInfo(options: {
    readonly signal: AbortSignal;
  }): Promise<{ readonly connectionStatus: string }>;
}

/** The options that matter to the port. */
export interface QBittorrentPreferences {
  readonly listen_port: number;
  readonly announce_port?: number | undefined;
  readonly current_network_interface: string;
}

/** The configured qBittorrent; undefined when there is none. Its code is loaded only when there is. */
export async function openQBittorrent(values: DaemonValues): Promise<QBittorrentView | undefined> {
  const { qbittorrentHost: baseUrl, qbittorrentUser: username } = values;
  const { qbittorrentPass: pass, qbittorrentApiKey: key } = values;
  if (baseUrl === undefined) return undefined;
  const { QBittorrentClient } = await import('@portkeep/qbittorrent-client/core');
  const password = pass && { username, password: () => pass.read() };
  const auth = key ? { apiKey: () => key.read() } : password;
  return new QBittorrentClient({ baseUrl, auth, transport: httpTransport(), timeoutMs: 4_000 });
}
