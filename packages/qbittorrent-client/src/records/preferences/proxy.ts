/** The kind of a proxy, as 4.6 and later name it. */
export type ProxyType = 'None' | 'HTTP' | 'SOCKS5' | 'SOCKS4' | (string & {});

/** The proxy, of the "Connection" tab. */
export interface ProxyPreferences {
  /**
   * The kind of proxy. Before 4.6 a number: 0 none, 1 HTTP, 2 SOCKS5, 3 HTTP and 4 SOCKS5 with a
   * login, 5 SOCKS4. Send it back in the form in which the server reports it: a text turns the
   * proxy off where a number is expected.
   */
  readonly proxy_type?: ProxyType | number | undefined;
  /** The host of the proxy. */
  readonly proxy_ip?: string | undefined;
  /** The port of the proxy. */
  readonly proxy_port?: number | undefined;
  /** The proxy wants a login. Before 4.6 `proxy_type` says so, and a patch cannot change it. */
  readonly proxy_auth_enabled?: boolean | undefined;
  /** The name at the proxy. */
  readonly proxy_username?: string | undefined;
  /** The password at the proxy, in clear text. Secret. */
  readonly proxy_password?: string | undefined;
  /** Let the proxy look up host names. After 4.2. */
  readonly proxy_hostname_lookup?: boolean | undefined;
  /** Use the proxy for BitTorrent. Since 4.6. */
  readonly proxy_bittorrent?: boolean | undefined;
  /** Use the proxy for peers, not for trackers only. */
  readonly proxy_peer_connections?: boolean | undefined;
  /** Use the proxy for feeds. Since 4.6. */
  readonly proxy_rss?: boolean | undefined;
  /** Use the proxy for searches, updates and the like. Since 4.6. */
  readonly proxy_misc?: boolean | undefined;
  /** Use the proxy only for torrents. Before 4.6. */
  readonly proxy_torrents_only?: boolean | undefined;
  /** Have no connections that the proxy cannot carry. 4.1 only. */
  readonly force_proxy?: boolean | undefined;
}
