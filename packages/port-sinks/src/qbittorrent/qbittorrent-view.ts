/** What doctor needs of qBittorrent: only calls that change nothing. */
export interface QBittorrentView {
  /** Sends no credentials. Rejects with the reason when qBittorrent does not answer. */
  knock(options: { readonly signal: AbortSignal }): Promise<void>;
  /** Logs in before it asks. */
  version(options: { readonly signal: AbortSignal }): Promise<string>;
  preferences(options: { readonly signal: AbortSignal }): Promise<QBittorrentPreferences>;
  transferInfo(options: {
    readonly signal: AbortSignal;
  }): Promise<{ readonly connection_status: string }>;
}

/** The options that concern the port. */
export interface QBittorrentPreferences {
  readonly listen_port: number;
  readonly announce_port?: number | undefined;
  readonly current_network_interface: string;
  readonly current_interface_address: string;
}
