import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/**
 * How qBittorrent sees its connection.
 *
 * - `connected`: an incoming connection was seen.
 * - `firewalled`: it listens, but has seen no incoming connection yet.
 * - `disconnected`: it does not listen.
 */
export type ConnectionStatus = 'connected' | 'firewalled' | 'disconnected' | (string & {});

/** The state of the whole session (`transfer/info`), under the names of the Web API. */
export interface TransferInfo {
  /** Whether qBittorrent listens, and whether it has seen an incoming connection. */
  readonly connection_status: ConnectionStatus;
  /** Nodes in the DHT. */
  readonly dht_nodes: number;
  /** Bytes received since the start. */
  readonly dl_info_data: number;
  /** Bytes per second, now. */
  readonly dl_info_speed: number;
  /** Bytes sent since the start. */
  readonly up_info_data: number;
  /** Bytes per second, now. */
  readonly up_info_speed: number;
  /** The download limit, bytes per second; 0 = none. */
  readonly dl_rate_limit?: number | undefined;
  /** The upload limit, bytes per second; 0 = none. */
  readonly up_rate_limit?: number | undefined;
  /** The IPv4 address peers saw last; empty when none. Since 5.1. */
  readonly last_external_address_v4?: string | undefined;
  /** The IPv6 address peers saw last; empty when none. Since 5.1. */
  readonly last_external_address_v6?: string | undefined;
}

/** What {@link TransferInfo} looks like on the wire; unknown keys pass. */
export const TransferInfoSchema: v.GenericSchema<unknown, TransferInfo> = v.looseObject({
  connection_status: v.string(),
  dht_nodes: v.number(),
  dl_info_data: v.number(),
  dl_info_speed: v.number(),
  up_info_data: v.number(),
  up_info_speed: v.number(),
  dl_rate_limit: v.optional(v.number()),
  up_rate_limit: v.optional(v.number()),
  last_external_address_v4: v.optional(v.string()),
  last_external_address_v6: v.optional(v.string()),
} satisfies EntriesOf<TransferInfo>);
