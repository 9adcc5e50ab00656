import type { ConnectionStatus } from '../records/transfer-info.ts';

/** What became of a request to use a port. */
export interface PortChange {
  /** Whether anything was written; `false` when all was as asked already. */
  readonly changed: boolean;
  /** The port before the call. */
  readonly previous: number;
  /** The local address before the call, where another one replaced it. */
  readonly previousAddress?: string | undefined;
  /** How qBittorrent sees its connection after the call; never `disconnected`. */
  readonly connectionStatus: ConnectionStatus;
}
