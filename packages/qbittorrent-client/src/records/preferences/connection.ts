/** The options of the "Connection" tab, without the proxy. */
export interface ConnectionPreferences {
  /** The port for incoming connections, 1–65535; 0 = a random one at each start. */
  readonly listen_port: number;
  /** `listen_port` is 0; in a patch it wins over `listen_port`. Deprecated by qBittorrent. */
  readonly random_port?: boolean | undefined;
  /** Ask the router for a port mapping (UPnP, NAT-PMP). */
  readonly upnp: boolean;
  /** Listen for torrents with SSL too. Since 5.0. */
  readonly ssl_enabled?: boolean | undefined;
  /** The port for torrents with SSL, 1–65535. Since 5.0. */
  readonly ssl_listen_port?: number | undefined;
  /** Maximum number of connections; -1 = no limit. */
  readonly max_connec?: number | undefined;
  /** Maximum number of connections of a torrent; -1 = no limit. */
  readonly max_connec_per_torrent?: number | undefined;
  /** Maximum number of upload slots; -1 = no limit. */
  readonly max_uploads?: number | undefined;
  /** Maximum number of upload slots of a torrent; -1 = no limit. */
  readonly max_uploads_per_torrent?: number | undefined;
  /** Use I2P. Since 4.6. */
  readonly i2p_enabled?: boolean | undefined;
  /** The host of the I2P router. Since 4.6. */
  readonly i2p_address?: string | undefined;
  /** The SAM port of the I2P router. Since 4.6. */
  readonly i2p_port?: number | undefined;
  /** Let torrents of I2P have usual peers too; that gives the address away. Since 4.6. */
  readonly i2p_mixed_mode?: boolean | undefined;
  /** Incoming I2P tunnels, 1–16. Since 4.6. */
  readonly i2p_inbound_quantity?: number | undefined;
  /** Outgoing I2P tunnels, 1–16. Since 4.6. */
  readonly i2p_outbound_quantity?: number | undefined;
  /** Hops of incoming I2P tunnels, 0–7. Since 4.6. */
  readonly i2p_inbound_length?: number | undefined;
  /** Hops of outgoing I2P tunnels, 0–7. Since 4.6. */
  readonly i2p_outbound_length?: number | undefined;
  /** Find peers in I2P through other peers (PeX); takes a restart. Since 5.3. */
  readonly i2p_pex_enabled?: boolean | undefined;
  /** By how many hops the length of incoming I2P tunnels varies, -7–7. Since 5.3. */
  readonly i2p_inbound_length_variance?: number | undefined;
  /** By how many hops the length of outgoing I2P tunnels varies, -7–7. Since 5.3. */
  readonly i2p_outbound_length_variance?: number | undefined;
  /** Refuse the addresses in `ip_filter_path`. */
  readonly ip_filter_enabled?: boolean | undefined;
  /** A file of addresses: .dat, .p2p or .p2b. */
  readonly ip_filter_path?: string | undefined;
  /** The filter holds for trackers too. */
  readonly ip_filter_trackers?: boolean | undefined;
  /** Addresses that are always refused, one a line. */
  readonly banned_IPs?: string | undefined;
}
