/** One HTTP request as plain data, so that any HTTP client can carry it. */
export interface HttpRequest {
  /** The HTTP method. */
  readonly method: 'GET' | 'POST';
  /** The absolute URL. */
  readonly url: string;
  /** Header names in lower case. Holds the session cookie or the API key: never log it. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The form, sent as UTF-8; a `FormData` where files are uploaded, whose content type the transport
   * sets. Holds the password at login: never log it.
   */
  readonly body?: string | FormData | undefined;
}

/** One HTTP reply as plain data. The shape of the headers is the one of `node:http`. */
export interface HttpReply {
  /** The HTTP status; 0 for a redirect that a browser hides. */
  readonly status: number;
  /** Header names in lower case; `set-cookie` is an array. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The whole body, decoded as UTF-8; empty where there is a `stream`. */
  readonly body: string;
  /** The body of a successful reply, where it was asked for by `streams`. */
  readonly stream?: ReadableStream<Uint8Array> | undefined;
}

/** What a {@link Transport} is told about one exchange. */
export interface TransportOptions {
  /** Stops the exchange; the transport then rejects with `signal.reason` itself. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How long the whole exchange may take, from connecting to the last byte, in milliseconds; of a
   * reply that streams only the time until it begins counts.
   */
  readonly timeoutMs: number;
  /** A successful reply comes as `stream`, not as `body`. @default {false} */
  readonly streams?: boolean | undefined;
  /** Told as the bytes of a reply arrive, where the transport can. */
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
}

/** How far a download is. */
export interface TransferProgress {
  /** Bytes so far. */
  readonly transferredBytes: number;
  /** Bytes in all; 0 where nobody knows. */
  readonly totalBytes: number;
}

/**
 * Carries one request to qBittorrent and brings the reply back: the only door to the network that
 * the client has.
 *
 * A transport never follows redirects, resolves for every HTTP status and caps the size of the
 * body. It rejects with `signal.reason` on abort, with an `Error` whose `code` is `'ETIMEDOUT'`
 * when `timeoutMs` passed, with `'ERR_REPLY_TOO_LARGE'` past its cap, and otherwise with an
 * `Error` that carries a Node-style `code` (`ECONNREFUSED`, `ECONNRESET`, `CERT_HAS_EXPIRED`, …)
 * itself or in its `cause` chain.
 *
 * @example A transport that always gives the same answer, for a test
 * ```ts
 * import type { Transport } from '@portkeep/qbittorrent-client';
 *
 * const transport: Transport = async () => ({ status: 200, headers: {}, body: 'v5.2.3' });
 * ```
 */
export type Transport = (request: HttpRequest, options: TransportOptions) => Promise<HttpReply>;
