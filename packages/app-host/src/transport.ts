/** One HTTP request, as plain data. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute URL, http or https. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** One HTTP reply: header names in lower case, `set-cookie` an array, the body decoded as UTF-8. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** How long an exchange may take and what ends it early. */
export interface TransportOptions {
  readonly signal?: AbortSignal | undefined;
  /** Limit for the whole exchange, connection and body included, in milliseconds. */
  readonly timeoutMs: number;
}

/** The one seam the clients talk HTTP through. */
export type Transport = (request: HttpRequest, options: TransportOptions) => Promise<HttpReply>;
