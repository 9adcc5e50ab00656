/** The options of the "Advanced" tab that are qBittorrent's own. Most came with 4.2. */
export interface AdvancedPreferences {
  /** The network interface to use; empty = any. Also empty before 4.2, which does not report it. */
  readonly current_network_interface: string;
  /** The local address to use; empty = all. Also empty before 4.2, which does not report it. */
  readonly current_interface_address: string;
  /** The interface as the system names it to people; cannot be set. Since 4.6. */
  readonly current_interface_name?: string | undefined;
  /** Listen on IPv6 addresses. 4.2 only. */
  readonly listen_on_ipv6_address?: boolean | undefined;
  /** How the state of torrents is kept; takes a restart. After 4.2. */
  readonly resume_data_storage_type?: 'Legacy' | 'SQLite' | (string & {}) | undefined;
  /** What deleting files means. Since 5.0. */
  readonly torrent_content_remove_option?: 'Delete' | 'MoveToTrash' | (string & {}) | undefined;
  /** Maximum memory to use, MiB. After 4.2. */
  readonly memory_working_set_limit?: number | undefined;
  /** How often the state of torrents is saved, minutes; 0 = at the end only. */
  readonly save_resume_data_interval?: number | undefined;
  /** How often the statistics are saved, minutes; 0 = at the end only. Since 5.1. */
  readonly save_statistics_interval?: number | undefined;
  /** The largest .torrent file taken, bytes. Since 4.6. */
  readonly torrent_file_size_limit?: number | undefined;
  /** Pause everything at each start. Since 5.3. */
  readonly start_paused?: boolean | undefined;
  /** How long qBittorrent may take to end, seconds; -1 = any time. Since 5.3. */
  readonly shutdown_timeout?: number | undefined;
  /** Ask before all tags of torrents are removed. Since 5.3. */
  readonly confirm_remove_all_tags?: boolean | undefined;
  /** Ask before a tracker is removed from all torrents. Since 5.3. */
  readonly confirm_remove_tracker_from_all_torrents?: boolean | undefined;
  /** Ask before a torrent is checked again. Since 5.1. */
  readonly confirm_torrent_recheck?: boolean | undefined;
  /** Check torrents again when they are complete. */
  readonly recheck_completed_torrents?: boolean | undefined;
  /** A name for this qBittorrent, shown in titles. Since 5.0. */
  readonly app_instance_name?: string | undefined;
  /** How often transfers are looked at, milliseconds. After 4.2. */
  readonly refresh_interval?: number | undefined;
  /** Look up the countries of peers. */
  readonly resolve_peer_countries?: boolean | undefined;
  /** Look up the host names of peers. Since 5.2. */
  readonly resolve_peer_host_names?: boolean | undefined;
  /** Announce to all trackers when address or port change. After 4.2. */
  readonly reannounce_when_address_changed?: boolean | undefined;
  /** Run a built-in tracker. */
  readonly enable_embedded_tracker?: boolean | undefined;
  /** The port of that tracker. */
  readonly embedded_tracker_port?: number | undefined;
  /** Ask the router to map that port. After 4.2. */
  readonly embedded_tracker_port_forwarding?: boolean | undefined;
  /** Mark downloads as from the Internet (macOS, Windows). Since 5.0. */
  readonly mark_of_the_web?: boolean | undefined;
  /** Accept bad certificates of feeds and searches. Since 5.0. */
  readonly ignore_ssl_errors?: boolean | undefined;
  /** The Python for searches; empty = found automatically. Since 5.0. */
  readonly python_executable_path?: string | undefined;
}
