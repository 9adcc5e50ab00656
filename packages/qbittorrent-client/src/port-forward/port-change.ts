import type { ConnectionStatus } from '../records/transfer-info.ts';

/** The outcome of a request to use a port. */
export interface PortChange {
  /** Whether anything was written; `false` when everything was already as asked. */
  readonly changed: boolean;
  /** The port before the call. */
  readonly previous: number;
  /** The port that it listens on after the call, whatever it announces; 0 = a random one. */
  readonly listenPort: number;
  /**
   * The call switched qBittorrent's own UPnP and NAT-PMP off. It deletes its mappings then, and
   * with them those that other programs made for the same port at a gateway that knows NAT-PMP
   * only.
   */
  readonly upnpStopped?: boolean | undefined;
  /** The local address before the call, where another one replaced it. */
  readonly previousAddress?: string | undefined;
  /** How qBittorrent sees its connection after the call; never `disconnected`. */
  readonly connectionStatus: ConnectionStatus;
}
