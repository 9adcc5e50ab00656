/** One HTTP request as plain data, so that any HTTP client can carry it. */
export interface HttpRequest<Body = string> {
  /** The HTTP method, in capitals, e.g. `GET`. */
  readonly method: string;
  /** The absolute URL, http or https. It may hold a token: never log it. */
  readonly url: string;
  /** Header names in lower case. They may hold a token or a cookie: never log them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body; text is sent as UTF-8. It may hold a password: never log it. */
  readonly body?: Body | undefined;
  /**
   * Whether the server may get this request twice without harm. A transport sends only such a request
   * again. Where the runtime would repeat a request on its own, any other request gets a new
   * connection.
   *
   * @default {false}
   */
  readonly repeatable?: boolean | undefined;
}

/** One HTTP reply as plain data. */
export interface HttpReply {
  /** The HTTP status; 0 for a redirect that a browser hides. */
  readonly status: number;
  /** Header names in lower case; `set-cookie` is an array. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The whole body, decoded as UTF-8; empty where there is a `stream`. */
  readonly body: string;
  /** The body of a reply with a 2xx status, where `streams` asked for it. */
  readonly stream?: ReadableStream<Uint8Array> | undefined;
}

/** The progress of a body's transfer. */
export interface TransferProgress {
  /** `upload` is the body of the request, `download` that of the reply. */
  readonly direction: 'upload' | 'download';
  /** Bytes so far. */
  readonly transferredBytes: number;
  /** Bytes in total; 0 where the server does not say. */
  readonly totalBytes: number;
}

/** Limits and options of one exchange. */
export interface TransportOptions {
  /** Stops the exchange; the transport then rejects with `signal.reason`, unchanged. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How long the exchange may take, from connecting to the last byte of the body, in milliseconds.
   * For a reply that streams, the limit ends when the stream begins.
   */
  readonly timeoutMs: number;
  /** Whether the body of a reply with a 2xx status comes as `stream`. @default {false} */
  readonly streams?: boolean | undefined;
  /** Called as bytes are sent and received. It must not throw: that ends the exchange. */
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
}

/**
 * Carries one request to a server and returns the reply.
 *
 * A transport resolves for every HTTP status, follows no redirect, limits the size of the reply, and
 * sends a request twice only if the request is `repeatable`. It rejects with `signal.reason` after an
 * abort, and otherwise with a `TransportFailure`. A transport of your own may reject with any error
 * that has a Node-style `code` (`ETIMEDOUT`, `ECONNREFUSED`, `ECONNRESET`, `CERT_HAS_EXPIRED`, …)
 * itself or in its chain of causes: Portkeep's clients understand those too.
 *
 * @example A transport that always gives the same answer, for a test
 * ```ts
 * import type { Transport } from '@portkeep/http';
 *
 * const transport: Transport = async () => ({ status: 200, headers: {}, body: '{"status":"ok"}' });
 * const reply = await transport(
 *   { method: 'GET', url: 'http://localhost/health', headers: {} },
 *   { timeoutMs: 5_000 },
 * );
 * if (reply.status !== 200) throw new Error('unreachable');
 * ```
 */
export type Transport<Body = string> = (
  request: HttpRequest<Body>,
  options: TransportOptions,
) => Promise<HttpReply>;

/** A body that the transports of this package can send; they set the content type of a `FormData`. */
export type HttpBody = string | Uint8Array<ArrayBuffer> | Blob | FormData;
