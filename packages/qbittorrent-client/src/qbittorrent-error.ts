import type { TlsReason } from '@portkeep/http';

/**
 * Why a call failed; each code calls for a different reaction. Those marked (retryable) may pass
 * without a correction.
 *
 * - `QBT_LOGIN_REJECTED`: user name, password or API key is wrong, or what was sent for a proxy in
 *   `Authorization`. The client does not try the same values again before `allowLogin()` or a restart
 *   of qBittorrent: each failure counts towards a ban. A wrong API key does not count, and is sent with
 *   each call.
 * - `QBT_BANNED` (retryable): qBittorrent banned this address after too many failed logins. Wait
 *   `retryAfterSeconds`, or restart qBittorrent. No reply says how long a ban lasts: it is 10 s at first,
 *   and twice as long each time.
 * - `QBT_FORBIDDEN`: the session may not do this, a login is needed and none was given, a proxy
 *   asks for a login of its own (401) or refuses (403), or loses the session's cookie.
 * - `QBT_HOST_OR_ORIGIN_REJECTED`: the `Host` header (or an `Origin` added by a proxy) does not fit
 *   qBittorrent's own address. A matter of configuration; logging in again does not help.
 * - `QBT_NOT_FOUND`: no such endpoint (wrong path prefix, old qBittorrent) or no such torrent.
 * - `QBT_CONFLICT`: does not fit the present state (a torrent that is there already), or a name
 *   that is taken, missing or not allowed.
 * - `QBT_BAD_REQUEST`: a parameter is missing or out of range, would arrive as another value, or as
 *   several or all of a list; or the request is too long for a proxy (413, 414). Nothing was changed,
 *   except by `torrents.add`: of several files some may have been added.
 * - `QBT_UNSUPPORTED`: this qBittorrent is too old (or too new) for the call. Nothing was changed.
 * - `QBT_NOT_LISTENING` (retryable): the port is set, but qBittorrent does not listen on it.
 * - `QBT_NOT_APPLIED`: qBittorrent answered "ok" and kept another value.
 * - `QBT_UNREACHABLE` (retryable): no connection (refused, closed, DNS, TLS, not HTTP, a proxy). Try
 *   again; for a certificate or a port see `advice`.
 * - `QBT_TIMEOUT` (retryable): no answer in time. Try again.
 * - `QBT_NO_RESOURCES` (retryable): this machine lacks a file descriptor, memory, or a port of its
 *   own. The network and qBittorrent are not to blame.
 * - `QBT_RATE_LIMITED` (retryable): HTTP 429 from a proxy in front of qBittorrent: too many requests. Wait
 *   `retryAfterSeconds`, where it is known, and ask less often.
 * - `QBT_SERVER_ERROR` (retryable): HTTP 5xx from qBittorrent or from a proxy in front of it. Try again,
 *   after `retryAfterSeconds` where a proxy says so.
 * - `QBT_UNEXPECTED_RESPONSE`: an answer that qBittorrent does not give. Is it qBittorrent, or one
 *   that is newer than this package?
 */
export type QBittorrentErrorCode =
  | 'QBT_LOGIN_REJECTED'
  | 'QBT_BANNED'
  | 'QBT_FORBIDDEN'
  | 'QBT_HOST_OR_ORIGIN_REJECTED'
  | 'QBT_NOT_FOUND'
  | 'QBT_CONFLICT'
  | 'QBT_BAD_REQUEST'
  | 'QBT_UNSUPPORTED'
  | 'QBT_NOT_LISTENING'
  | 'QBT_NOT_APPLIED'
  | 'QBT_UNREACHABLE'
  | 'QBT_TIMEOUT'
  | 'QBT_NO_RESOURCES'
  | 'QBT_RATE_LIMITED'
  | 'QBT_SERVER_ERROR'
  | 'QBT_UNEXPECTED_RESPONSE';

/**
 * What a caller may want to know beyond the code, to give advice of its own.
 *
 * - `login-needed`, with `QBT_FORBIDDEN`: qBittorrent wants a login and none was given, or the session
 *   may not do this.
 * - `basic-refused`, with `QBT_LOGIN_REJECTED`: the proxy before qBittorrent does not accept `basic`.
 * - `authorization-refused`, with `QBT_LOGIN_REJECTED`: the login went with the `Authorization` header for
 *   a proxy, which qBittorrent may have taken for a login of its own.
 * - `api-key-refused`, with `QBT_LOGIN_REJECTED`: qBittorrent or a proxy does not accept the API key.
 * - `no-announced-port`, with `QBT_UNSUPPORTED`: before 5.1 there is no setting for the announced port.
 */
export type QBittorrentErrorReason =
  | 'login-needed'
  | 'basic-refused'
  | 'authorization-refused'
  | 'api-key-refused'
  | 'no-announced-port';

/** Every code, and whether the same call may succeed later with nothing corrected. */
const RETRYABLE: Readonly<Record<QBittorrentErrorCode, boolean>> = {
  QBT_LOGIN_REJECTED: false,
  QBT_BANNED: true,
  QBT_FORBIDDEN: false,
  QBT_HOST_OR_ORIGIN_REJECTED: false,
  QBT_NOT_FOUND: false,
  QBT_CONFLICT: false,
  QBT_BAD_REQUEST: false,
  QBT_UNSUPPORTED: false,
  QBT_NOT_LISTENING: true,
  QBT_NOT_APPLIED: false,
  QBT_UNREACHABLE: true,
  QBT_TIMEOUT: true,
  QBT_NO_RESOURCES: true,
  QBT_RATE_LIMITED: true,
  QBT_SERVER_ERROR: true,
  QBT_UNEXPECTED_RESPONSE: false,
};

/** What a {@link QBittorrentError} knows besides its code. */
export interface QBittorrentErrorDetails {
  /** The HTTP status of the answer, when there was one. */
  readonly status?: number | undefined;
  /** What is known beyond the code. */
  readonly reason?: QBittorrentErrorReason | undefined;
  /** Seconds to wait before the next try: after a ban, or from the `Retry-After` of a 429 or 503. */
  readonly retryAfterSeconds?: number | undefined;
  /** Why there is no secure connection. */
  readonly tlsReason?: TlsReason | undefined;
  /** What could be read of an answer with odd records. */
  readonly partial?: unknown;
  /** Where a reply does not have the known form. */
  readonly places?: readonly string[] | undefined;
  /** The longest reply that the transport reads, in bytes, when one was longer. */
  readonly maxBytes?: number | undefined;
}

/**
 * The one error of this package. Switch on {@link QBittorrentError.code}.
 *
 * Its message is made of what failed and the {@link QBittorrentError.advice}. It never holds a
 * password, API key, cookie or preference value; for the same reason it has no `cause`: the errors of
 * HTTP clients quote what was sent.
 *
 * @example Reacting to a code
 * ```ts
 * import { QBittorrentError } from '@portkeep/qbittorrent-client';
 *
 * const error = new QBittorrentError('QBT_BANNED', 'Cannot log in: banned', 'wait an hour', {
 *   retryAfterSeconds: 3600,
 * });
 * if (error.message !== 'Cannot log in: banned; wait an hour') throw error;
 * if (error.code === 'QBT_BANNED' && error.retryAfterSeconds !== 3600) throw error;
 * ```
 */
export class QBittorrentError extends Error {
  /** Always `'QBittorrentError'`, also in another copy of this package. */
  override readonly name = 'QBittorrentError' as const;
  /** Why the call failed. */
  readonly code: QBittorrentErrorCode;
  /** What to do next, for the person who runs the program; the message ends with it. */
  readonly advice: string;
  /** Whether the same call may succeed later with nothing corrected; depends only on the code. */
  readonly retryable: boolean;
  /** The HTTP status of the answer, when there was one. */
  readonly status: number | undefined;
  /** What is known beyond the code, where a caller would give other advice. */
  readonly reason: QBittorrentErrorReason | undefined;
  /** Seconds to wait before the next try, when that is known. */
  readonly retryAfterSeconds: number | undefined;
  /** Why there is no secure connection; only with `QBT_UNREACHABLE`. */
  readonly tlsReason: TlsReason | undefined;
  /** Hidden from `inspect()` and logs: it may hold secrets, such as cookies. */
  readonly #partial: unknown;
  /**
   * The longest reply that the transport reads, in bytes, when one was longer; only with
   * `QBT_UNEXPECTED_RESPONSE`.
   */
  readonly maxBytes: number | undefined;
  /**
   * Where a reply does not have the known form, e.g. `torrents.<hash>.name`: names of keys, never
   * values. The message has the first five. Only with `QBT_UNEXPECTED_RESPONSE`.
   */
  readonly places: readonly string[] | undefined;

  /**
   * Makes an error, e.g. for a row of your own.
   *
   * @param code Why the call failed.
   * @param problem What failed, and why.
   * @param advice What to do next.
   * @param details Status and waiting time, when known.
   */
  constructor(
    code: QBittorrentErrorCode,
    problem: string,
    advice: string,
    details: QBittorrentErrorDetails = {},
  ) {
    super(`${problem}; ${advice}`);
    this.code = code;
    this.advice = advice;
    this.retryable = RETRYABLE[code];
    this.status = details.status;
    this.reason = details.reason;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.tlsReason = details.tlsReason;
    this.maxBytes = details.maxBytes;
    this.places = details.places;
    this.#partial = details.partial;
  }

  /**
   * What the call would have returned without the records that cannot be read; only with
   * `QBT_UNEXPECTED_RESPONSE`, and `undefined` where nothing could be read.
   */
  get partial(): unknown {
    return this.#partial;
  }
}

/** {@link QBittorrentError} as a union discriminated by its code. */
export type AnyQBittorrentError = {
  readonly [Code in QBittorrentErrorCode]: QBittorrentError & { readonly code: Code };
}[QBittorrentErrorCode];

/**
 * Whether a caught value is a {@link QBittorrentError}. Works across copies of this package (npm
 * and JSR side by side), where `instanceof` does not.
 *
 * @param error What was caught.
 * @returns `true` for a `QBittorrentError` of this or another copy.
 *
 * @example
 * ```ts
 * import { isQBittorrentError } from '@portkeep/qbittorrent-client';
 *
 * try {
 *   throw new Error('something else');
 * } catch (error) {
 *   if (isQBittorrentError(error)) console.error(error.code);
 * }
 * ```
 */
export function isQBittorrentError(error: unknown): error is AnyQBittorrentError {
  return (
    error instanceof Error &&
    error.name === 'QBittorrentError' &&
    'code' in error &&
    typeof error.code === 'string' &&
    Object.hasOwn(RETRYABLE, error.code)
  );
}
