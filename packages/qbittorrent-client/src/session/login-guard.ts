import type { QBittorrentError } from '../qbittorrent-error.ts';

/**
 * Decides whether credentials may be sent, and learns the outcome: for a program that counts
 * refused logins itself, e.g. across restarts. qBittorrent bans an address after 5 failed logins
 * (by default).
 *
 * Credentials come as any text that is equal for equal values; it holds the secret. No method but
 * `admit` may fail.
 */
export interface LoginGuard {
  /**
   * Called before credentials are sent. If it throws, nothing is sent and the call fails with its
   * error.
   */
  admit(credentials: string): void | Promise<void>;
  /** They were right. */
  accepted(credentials: string): void | Promise<void>;
  /**
   * They were wrong.
   *
   * @param refusal Given where they went with the `Authorization` of a proxy, so that only a change
   * can help. The client itself does not send that again, unless it is allowed to or qBittorrent
   * was stopped.
   */
  rejected(credentials: string, refusal?: QBittorrentError): void | Promise<void>;
  /** They may have been checked: the answer is missing. */
  unanswered(credentials: string): void | Promise<void>;
  /** They were not checked: nothing was sent, or something in front of qBittorrent answered. */
  unjudged(credentials: string): void | Promise<void>;
  /**
   * A reply says that this address is banned. Credentials that were just sent come as `unjudged`.
   *
   * @param retryAfterSeconds How long to wait; no reply says how long a ban lasts.
   */
  banned(retryAfterSeconds: number): void | Promise<void>;
  /** Nothing listens there: qBittorrent is stopped, and will have forgotten what it counted. */
  stopped(): void | Promise<void>;
  /** A person asks for another try. */
  allow(): void | Promise<void>;
}
