import type { SecretValue, Transport } from '@portkeep/http';

/** Options of the client. */
export interface NatPmpHttpClientOptions {
  /**
   * Where the API is: `host:port` (http is meant) or an http(s) URL, e.g. `10.0.0.5:8080`,
   * `https://host/natpmp/`. May have a path prefix, without `/forward`; must not hold credentials
   * or a query.
   */
  readonly baseUrl: string | URL;
  /**
   * The `API_TOKEN` of the API. Leave it out where the API has none. A function is called before
   * every request that needs the token, and again after a 401.
   */
  readonly token?: SecretValue | undefined;
  /** Carries the requests. */
  readonly transport: Transport;
  /**
   * How long one request may take, in milliseconds from 1 to 2147483647. The API answers in 0.25 s,
   * but makes callers queue when several ask at once. @default {10_000}
   */
  readonly timeoutMs?: number | undefined;
}
