/** A way in which the server, or a proxy in front of it, fails until the faults are cleared. */
export type QBittorrentFault =
  /** Nothing listens: the program is not running. */
  | { readonly kind: 'down' }
  /** Connections are accepted and never answered. */
  | { readonly kind: 'hang' }
  /** Connections are cut. */
  | { readonly kind: 'reset' }
  /** A reverse proxy answers for it. */
  | { readonly kind: 'html-502' }
  /** Right answers, late; with `path`, only those of one endpoint, such as `torrents/reannounce`. */
  | { readonly kind: 'slow'; readonly delayMs: number; readonly path?: string | undefined }
  /** Logins work, everything else is forbidden. */
  | { readonly kind: 'forbidden-always' }
  /** Every address counts as banned. */
  | { readonly kind: 'ban' }
  /** Every `Host` header is refused, as behind a remapped port. */
  | { readonly kind: 'wrong-host' };
