/** The options of the "Behavior" tab. */
export interface BehaviorPreferences {
  /** The language of the web interface, e.g. `en`. */
  readonly locale?: string | undefined;
  /** Log it when settings make transfers slow. After 4.2. */
  readonly performance_warning?: boolean | undefined;
  /** Show the external IP address in the status bar. Since 5.1. */
  readonly status_bar_external_ip?: boolean | undefined;
  /** Ask before torrents are deleted. Since 5.1. */
  readonly confirm_torrent_deletion?: boolean | undefined;
  /** Tick "delete the files too" in that question. Since 5.0. */
  readonly delete_torrent_content_files?: boolean | undefined;
  /** Write a log file. Since 4.6. */
  readonly file_log_enabled?: boolean | undefined;
  /** The directory of the log file. Since 4.6. */
  readonly file_log_path?: string | undefined;
  /** Start another log file at `file_log_max_size`. Since 4.6. */
  readonly file_log_backup_enabled?: boolean | undefined;
  /** The size at which another log file starts, KiB, 1–1024000. Since 4.6. */
  readonly file_log_max_size?: number | undefined;
  /** Delete log files that are older than `file_log_age`. Since 4.6. */
  readonly file_log_delete_old?: boolean | undefined;
  /** The age of log files to delete, 1–365, in the unit of `file_log_age_type`. Since 4.6. */
  readonly file_log_age?: number | undefined;
  /** The unit of `file_log_age`: 0 days, 1 months, 2 years. Since 4.6. */
  readonly file_log_age_type?: number | undefined;
}
