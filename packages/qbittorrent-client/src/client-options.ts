import type { SecretValue, Transport } from '@portkeep/http';
import type { OddRecords } from './odd-records.ts';
import type { RequestBody } from './request-body.ts';
import type { BasicAuth } from './session/basic-auth.ts';
import type { QBittorrentAuth } from './session/login-credentials.ts';
import type { LoginGuard } from './session/login-guard.ts';
import type { WallClock } from './wall-clock.ts';

/** Options of {@link QBittorrentClient}. */
export interface QBittorrentClientOptions {
  /**
   * Where the Web UI is: `host:port` (http is meant) or an http(s) URL, e.g. `localhost:8080`,
   * `http://localhost:8080`, `https://host/qbt/`. May have a path prefix; must not hold credentials
   * or a query. Without a port it is that of the scheme, 80 or 443.
   */
  readonly baseUrl: string | URL;
  /** How to log in. Leave it out where qBittorrent bypasses the login (localhost, whitelist). */
  readonly auth?: QBittorrentAuth | undefined;
  /**
   * What a reverse proxy in front of qBittorrent asks for, as HTTP Basic authentication; not
   * together with an API key. The proxy must not pass it on (nginx: `proxy_set_header Authorization
   * "";`): qBittorrent 5.2 and newer takes it for a login of its own, refuses every request and
   * counts a failed login each time. Values that were answered 401 are therefore not sent again
   * before they change, or before `allowLogin()` or a restart of qBittorrent.
   */
  readonly basic?: BasicAuth | undefined;
  /**
   * More headers for each request, such as tokens for a proxy in front of qBittorrent. The
   * values are secrets like those of `auth`; functions are called for each request. Not headers
   * that the client sets itself, such as `Cookie` or `Host`.
   */
  readonly headers?: Readonly<Record<string, SecretValue>> | undefined;
  /** Carries the requests. */
  readonly transport: Transport<RequestBody>;
  /** Longest time for one request, in milliseconds from 1 to 2147483647. @default {10_000} */
  readonly timeoutMs?: number | undefined;
  /**
   * How many calls are under way at a time, from 1; `Infinity` is no limit. The others wait, in the
   * order in which they came. qBittorrent answers one after the other, and ends connections beyond
   * 500. Not counted are logins and the request for the version, which do not wait, and downloads
   * as soon as their stream begins.
   *
   * @default {16}
   */
  readonly concurrency?: number | undefined;
  /**
   * How often a call that only reads is sent again after a lost connection or the status 429 or
   * 5xx, from 0 to 10. A call waits 250 ms before the first of them, then 1, 4 and 10 seconds, or
   * as long as the server asks for; with more than 10 seconds it fails at once. What changes
   * something is never sent again for such a reason.
   *
   * @default {2}
   */
  readonly retries?: number | undefined;
  /**
   * Whether replies are checked and their quirks (numbers as text) removed. If off, they are passed
   * on unchecked: for hot paths. @default {true}
   */
  readonly validate?: boolean | undefined;
  /**
   * Called for records of a reply that cannot be read, e.g. an article without an id; the call then
   * returns the others. A call can have its own callback. @default {such a call fails, and `partial` of
   * the error holds the others}
   */
  readonly onOddRecords?: OddRecords | undefined;
  /** Time, for tests. @default {systemWallClock} */
  readonly clock?: WallClock | undefined;
  /**
   * Decides about each login, instead of the session's own memory of refused logins.
   *
   * @default what was refused is not sent again before a change, `allowLogin()` or a restart of
   * qBittorrent
   */
  readonly loginGuard?: LoginGuard | undefined;
}
