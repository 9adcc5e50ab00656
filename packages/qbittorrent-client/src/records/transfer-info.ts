import * as v from 'valibot';

/**
 * How qBittorrent sees its connection.
 *
 * - `connected`: an incoming connection was seen.
 * - `firewalled`: it listens, nobody has come in yet.
 * - `disconnected`: it does not listen.
 */
export type ConnectionStatus = 'connected' | 'firewalled' | 'disconnected' | (string & {});

/** The state of the whole session (`transfer/info`). */
export interface TransferInfo {
  /** Whether qBittorrent listens, and whether anybody came in. */
  readonly connectionStatus: ConnectionStatus;
  /** Nodes in the DHT. */
  readonly dhtNodes: number;
  /** Bytes received since the start. */
  readonly downloadedBytes: number;
  /** Bytes per second, now. */
  readonly downloadBytesPerSecond: number;
  /** Bytes sent since the start. */
  readonly uploadedBytes: number;
  /** Bytes per second, now. */
  readonly uploadBytesPerSecond: number;
  /** The IPv4 address peers saw last; empty when none. Since 5.1. */
  readonly externalAddressV4?: string | undefined;
  /** The IPv6 address peers saw last; empty when none. Since 5.1. */
  readonly externalAddressV6?: string | undefined;
}

/** Reads {@link TransferInfo} off the wire. */
export const TransferInfoSchema: v.GenericSchema<unknown, TransferInfo> = v.pipe(
  v.object({
    connection_status: v.string(),
    dht_nodes: v.number(),
    dl_info_data: v.number(),
    dl_info_speed: v.number(),
    up_info_data: v.number(),
    up_info_speed: v.number(),
    last_external_address_v4: v.optional(v.string()),
    last_external_address_v6: v.optional(v.string()),
  }),
  v.transform((wire) => ({
    connectionStatus: wire.connection_status,
    dhtNodes: wire.dht_nodes,
    downloadedBytes: wire.dl_info_data,
    downloadBytesPerSecond: wire.dl_info_speed,
    uploadedBytes: wire.up_info_data,
    uploadBytesPerSecond: wire.up_info_speed,
    externalAddressV4: wire.last_external_address_v4,
    externalAddressV6: wire.last_external_address_v6,
  })),
);
