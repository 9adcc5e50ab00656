/** One HTTP request as plain data, so that any HTTP client can carry it. */
export interface HttpRequest {
  /** The HTTP method. */
  readonly method: 'GET' | 'POST';
  /** The absolute URL. */
  readonly url: string;
  /** Header names in lower case. Holds the token: never log it. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON to send, as UTF-8. */
  readonly body?: string | undefined;
}

/** One HTTP reply as plain data. The shape of the headers is the one of `node:http`. */
export interface HttpReply {
  /** The HTTP status; 0 for a redirect that a browser hides. */
  readonly status: number;
  /** Header names in lower case; `set-cookie` is an array. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The whole body, decoded as UTF-8. */
  readonly body: string;
}

/** What a {@link Transport} is told about one exchange. */
export interface TransportOptions {
  /** Stops the exchange; the transport then rejects with `signal.reason` itself. */
  readonly signal?: AbortSignal | undefined;
  /** How long the whole exchange may take, from connecting to the last byte, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Carries one request to the NAT-PMP HTTP API and brings the reply back: the client's only way to
 * the network.
 *
 * A transport never follows redirects, resolves for every HTTP status and caps the size of the
 * body. It rejects with `signal.reason` on abort, with an `Error` whose `code` is `'ETIMEDOUT'`
 * when `timeoutMs` passed, with `'ERR_REPLY_TOO_LARGE'` past its cap, and otherwise with an
 * `Error` that carries a Node-style `code` (`ECONNREFUSED`, `ECONNRESET`, `ENOTFOUND`, …) itself
 * or in its `cause` chain.
 *
 * @example A transport that always gives the same answer, for a test
 * ```ts
 * import type { Transport } from '@portkeep/natpmp-client';
 *
 * const transport: Transport = async () => ({
 *   status: 500,
 *   headers: { 'content-type': 'application/json' },
 *   body: '{"error":"Failed to request port mapping"}',
 * });
 * ```
 */
export type Transport = (request: HttpRequest, options: TransportOptions) => Promise<HttpReply>;
