/** The options of the "Downloads" tab, without e-mail and programs. */
export interface DownloadsPreferences {
  /** Where the files of new torrents go. Since 4.3; before, `create_subfolder_enabled`. */
  readonly torrent_content_layout?:
    | 'Original'
    | 'Subfolder'
    | 'NoSubfolder'
    | (string & {})
    | undefined;
  /** Make a directory for torrents with several files. 4.1.5 to 4.3. */
  readonly create_subfolder_enabled?: boolean | undefined;
  /** Put new torrents on top of the queue. Since 4.6. */
  readonly add_to_top_of_queue?: boolean | undefined;
  /** Do not start new torrents. Since 5.0; before, `start_paused_enabled`. */
  readonly add_stopped_enabled?: boolean | undefined;
  /** Do not start new torrents. 4.1.5 to 4.6; since, `add_stopped_enabled`. */
  readonly start_paused_enabled?: boolean | undefined;
  /** When new torrents stop automatically. After 4.2. */
  readonly torrent_stop_condition?:
    | 'None'
    | 'MetadataReceived'
    | 'FilesChecked'
    | (string & {})
    | undefined;
  /** Take over the trackers of a torrent that is added once more. Since 4.6. */
  readonly merge_trackers?: boolean | undefined;
  /** Delete .torrent files: 0 never, 1 once added, 2 even if not added. Since 4.1.5. */
  readonly auto_delete_mode?: number | undefined;
  /** Take the whole space of all files from the start. */
  readonly preallocate_all?: boolean | undefined;
  /** End the names of incomplete files in `.!qB`. */
  readonly incomplete_files_ext?: boolean | undefined;
  /** Keep files that are not wanted in a directory `.unwanted`. Since 5.0. */
  readonly use_unwanted_folder?: boolean | undefined;
  /** Manage new torrents automatically: the category decides where files go. Since 4.1.5. */
  readonly auto_tmm_enabled?: boolean | undefined;
  /** Another category moves an automatic torrent; `false` makes it manual. Since 4.1.5. */
  readonly torrent_changed_tmm_enabled?: boolean | undefined;
  /** Another `save_path` moves automatic torrents; `false` makes them manual. Since 4.1.5. */
  readonly save_path_changed_tmm_enabled?: boolean | undefined;
  /** A category's other path moves its torrents; `false` makes them manual. Since 4.1.5. */
  readonly category_changed_tmm_enabled?: boolean | undefined;
  /** Have categories within categories. 4.6 to 5.1. */
  readonly use_subcategories?: boolean | undefined;
  /** The paths of categories count for manual torrents too. After 4.2. */
  readonly use_category_paths_in_manual_mode?: boolean | undefined;
  /** The directory of the files. */
  readonly save_path?: string | undefined;
  /** Keep incomplete files in `temp_path`. */
  readonly temp_path_enabled?: boolean | undefined;
  /** The directory of incomplete files. */
  readonly temp_path?: string | undefined;
  /** Where copies of the .torrent files go; empty = none. Before 5.3. */
  readonly export_dir?: string | undefined;
  /** Where the .torrent files of finished torrents go; empty = none. Before 5.3. */
  readonly export_dir_fin?: string | undefined;
  /** Keep copies of the .torrent files. Since 5.3; before, `export_dir`. */
  readonly torrent_files_backup_enabled?: boolean | undefined;
  /** The directory of these copies. Since 5.3. */
  readonly torrent_files_backup_dir?: string | undefined;
  /** Move the copies of finished torrents to another directory. Since 5.3. */
  readonly torrent_files_finished_backup_dir_enabled?: boolean | undefined;
  /** The directory of the copies of finished torrents. Since 5.3. */
  readonly torrent_files_finished_backup_dir?: string | undefined;
  /** Remove the copy together with its torrent. Since 5.3. */
  readonly remove_torrent_file_backup?: boolean | undefined;
  /**
   * Watched directories and where their torrents go: 0 the directory itself, 1 `save_path`, text
   * another directory. A patch replaces the whole list.
   */
  readonly scan_dirs?: Readonly<Record<string, number | string>> | undefined;
  /** Do not download files that match `excluded_file_names`. After 4.2. */
  readonly excluded_file_names_enabled?: boolean | undefined;
  /** Names of files, `*` and `?` allowed, one a line. After 4.2. */
  readonly excluded_file_names?: string | undefined;
}
