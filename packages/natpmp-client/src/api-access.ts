/** Where the API is, and the present token: what a request is written with. */
export interface ApiAccess {
  /** `host:port` or an http(s) URL, with or without a path prefix. */
  readonly baseUrl: string | URL;
  /** The `API_TOKEN` of the API, where it has one. */
  readonly token?: string | undefined;
}
