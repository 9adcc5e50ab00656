import type { QBittorrentDialect } from './dialect.ts';
import type { OpenPort } from './listener.ts';
import type { InterfaceTable } from './server-state.ts';

/** Options of `QBittorrentSimulator`. */
export interface QBittorrentSimulatorOptions {
  readonly dialect: QBittorrentDialect;
  /** @default {'admin'} */
  readonly username?: string | undefined;
  /** @default {'adminadmin'} */
  readonly password?: string | undefined;
  /** An API key that exists at the start; 5.2 only. */
  readonly apiKey?: string | undefined;
  /** Port of the WebUI, which a `Host` header must name. @default {8080} */
  readonly port?: number | undefined;
  /** Peer port at the start. @default {6881} */
  readonly listenPort?: number | undefined;
  /** Address of the WebUI. @default {'127.0.0.1'} */
  readonly address?: string | undefined;
  /** Epoch milliseconds. @default {Date.now} */
  readonly now?: (() => number) | undefined;
  /** A cookie name other than the release's own, which 4.6 to 5.1 allow. */
  readonly cookieName?: string | undefined;
  /** Network interfaces with their addresses. @default lo, eth0 and tun0 */
  readonly interfaces?: InterfaceTable | undefined;
  /** How many torrents `torrents/info` lists. @default {0} */
  readonly torrents?: number | undefined;
  /** Opens the peer port; by default it is only pretended. */
  readonly openPort?: OpenPort | undefined;
}
