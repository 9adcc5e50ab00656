/** The options of the "Advanced" tab that are libtorrent's. Most came with 4.2. */
export interface LibtorrentPreferences {
  /** How deep the values of a .torrent file may be nested. Since 4.6. */
  readonly bdecode_depth_limit?: number | undefined;
  /** How many values a .torrent file may have. Since 4.6. */
  readonly bdecode_token_limit?: number | undefined;
  /** Threads that read and write. */
  readonly async_io_threads?: number | undefined;
  /** Threads that compute hashes. After 4.2. */
  readonly hashing_threads?: number | undefined;
  /** Maximum number of files open at a time. */
  readonly file_pool_size?: number | undefined;
  /** Memory for checking torrents, MiB. */
  readonly checking_memory_use?: number | undefined;
  /** The disk cache, MiB; -1 = automatic, 0 = none. Only with libtorrent 1.2. */
  readonly disk_cache?: number | undefined;
  /** How long data stay in the disk cache, seconds. Only with libtorrent 1.2. */
  readonly disk_cache_ttl?: number | undefined;
  /** Maximum amount of data waiting to be written, bytes. After 4.2. */
  readonly disk_queue_size?: number | undefined;
  /** How files are accessed: 0 as libtorrent likes, 1 mapped to memory, 2 POSIX. After 4.2. */
  readonly disk_io_type?: number | undefined;
  /** Reads use the cache of the system: 0 no, 1 yes. After 4.2. */
  readonly disk_io_read_mode?: number | undefined;
  /** Writes use the cache of the system: 0 no, 1 yes, 2 write through. After 4.2. */
  readonly disk_io_write_mode?: number | undefined;
  /** Use the cache of the system. Later, `disk_io_read_mode` and `disk_io_write_mode`. */
  readonly enable_os_cache?: boolean | undefined;
  /** Join reads and writes that are neighbours. Only with libtorrent 1.2. */
  readonly enable_coalesce_read_write?: boolean | undefined;
  /** Prefer pieces next to those that others download. */
  readonly enable_piece_extent_affinity?: boolean | undefined;
  /** Suggest to peers what is in the cache. */
  readonly enable_upload_suggestions?: boolean | undefined;
  /** Maximum amount of data kept ready for a peer, KiB. */
  readonly send_buffer_watermark?: number | undefined;
  /** Least data kept ready for a peer, KiB. */
  readonly send_buffer_low_watermark?: number | undefined;
  /** Data kept ready for a peer, percent of what it takes in a second. */
  readonly send_buffer_watermark_factor?: number | undefined;
  /** New outgoing connections per second. After 4.2. */
  readonly connection_speed?: number | undefined;
  /** Go on connecting to peers while seeding. Since 5.3. */
  readonly seeding_outgoing_connections?: boolean | undefined;
  /** The send buffer of sockets, bytes; 0 = as the system likes. Since 4.6. */
  readonly socket_send_buffer_size?: number | undefined;
  /** The receive buffer of sockets, bytes; 0 = as the system likes. Since 4.6. */
  readonly socket_receive_buffer_size?: number | undefined;
  /** Incoming connections that may wait to be accepted. */
  readonly socket_backlog_size?: number | undefined;
  /** The lowest local port of outgoing connections; 0 = any. */
  readonly outgoing_ports_min?: number | undefined;
  /** The highest local port of outgoing connections; 0 = any. */
  readonly outgoing_ports_max?: number | undefined;
  /** How long a mapping of the router lasts, seconds; 0 = forever. After 4.2. */
  readonly upnp_lease_duration?: number | undefined;
  /** The class of packets to peers (DSCP). After 4.2. */
  readonly peer_tos?: number | undefined;
  /** TCP next to µTP: 0 TCP first, 1 in proportion. */
  readonly utp_tcp_mixed_mode?: number | undefined;
  /** How long host names that were looked up are cached, seconds. Since 5.2. */
  readonly hostname_cache_ttl?: number | undefined;
  /** Allow international domain names. After 4.2. */
  readonly idn_support_enabled?: boolean | undefined;
  /** Allow more than one connection with an IP address. */
  readonly enable_multi_connections_from_same_ip?: boolean | undefined;
  /** Allow more than one connection with a peer ID. Since 5.3. */
  readonly enable_multi_connections_from_same_peer_id?: boolean | undefined;
  /** Check the certificates of trackers. After 4.2. */
  readonly validate_https_tracker_certificate?: boolean | undefined;
  /** Refuse trackers and web seeds that point into the local network. After 4.2. */
  readonly ssrf_mitigation?: boolean | undefined;
  /** Refuse peers on ports below 1024. After 4.2. */
  readonly block_peers_on_privileged_ports?: boolean | undefined;
  /** Upload slots: 0 as many as set, 1 by the upload rate. */
  readonly upload_slots_behavior?: number | undefined;
  /**
   * Which peers get a slot while seeding: 0 in turn, 1 the fastest, 2 those that have almost
   * nothing or almost everything.
   */
  readonly upload_choking_algorithm?: number | undefined;
  /** Be strict in super seeding. 4.2 only. */
  readonly enable_super_seeding?: boolean | undefined;
  /** Announce to all trackers of a tier. */
  readonly announce_to_all_trackers?: boolean | undefined;
  /** Announce to all tiers. */
  readonly announce_to_all_tiers?: boolean | undefined;
  /** The address announced to trackers; empty = what they see. Takes a restart. */
  readonly announce_ip?: string | undefined;
  /** The port announced to trackers instead of `listen_port`; 0 = none. Since 5.1. */
  readonly announce_port?: number | undefined;
  /** Maximum number of announces under way at a time. Since 4.3. */
  readonly max_concurrent_http_announces?: number | undefined;
  /** How long to wait for trackers at the end, seconds; 0 = not at all. */
  readonly stop_tracker_timeout?: number | undefined;
  /** Peers to drop for new ones, percent, 0–100. After 4.2. */
  readonly peer_turnover?: number | undefined;
  /** The number of connections from which peers are dropped, percent of the limit. After 4.2. */
  readonly peer_turnover_cutoff?: number | undefined;
  /** How often peers are dropped, seconds, 30–3600. After 4.2. */
  readonly peer_turnover_interval?: number | undefined;
  /** Maximum number of requests under way to a peer. After 4.2. */
  readonly request_queue_size?: number | undefined;
  /** Maximum number of requests of a peer that may wait. Since 5.3. */
  readonly max_outstanding_block_requests?: number | undefined;
  /** The STUN server that WebTorrent finds its own address with, `host:port`. Since 5.3. */
  readonly webtorrent_stun_server?: string | undefined;
  /** Where the DHT is entered, `host:port` with commas between. Since 5.0. */
  readonly dht_bootstrap_nodes?: string | undefined;
}
