import type { HttpReply } from '@portkeep/http';
import type { RequestOptions } from '../request-options.ts';

/** One of the ways to get access to qBittorrent. */
export interface WayIn {
  /** Whether a session proves which server answers: any but the one that began it refuses it. */
  readonly provesServer: boolean;
  /** Whether a request gets in, as far as known; otherwise a login is needed first. */
  isOpen(): boolean;
  /** Logs in now; calls at the same time share one login. */
  login(options: RequestOptions): Promise<void>;
  /** What each request carries besides the cookies. */
  headers?(): Promise<Readonly<Record<string, string>>>;
  /**
   * Decides about a call whose session has ended.
   *
   * @param reply What says so.
   * @param does What was tried.
   * @param isAgain Whether it was sent again already.
   * @returns Whether to open the way and send it again; otherwise the reply is read as it is.
   * @throws {QBittorrentError} When more is known than the reply says.
   */
  refused(reply: HttpReply, does: string, isAgain: boolean): boolean;
}
