import type { Transport } from '@portkeep/http';
import { kyTransport } from '@portkeep/http/ky';
import type { NatPmpHttpClientOptions as CoreOptions } from '../client-options.ts';
import { NatPmpHttpClient as CoreClient } from '../natpmp-http-client.ts';

/** The API's longest reply is under 300 bytes; the page of a proxy may be longer. */
const MAX_BYTES = 1024 * 1024;

/** Options of {@link NatPmpHttpClient}. */
export interface NatPmpHttpClientOptions extends Omit<CoreOptions, 'transport'> {
  /** Carries the requests. @default {kyTransport({ maxBytes: 1_048_576 })} */
  readonly transport?: Transport | undefined;
}

/**
 * One NAT-PMP HTTP API, over `fetch` unless another transport is given. Everything else is as in
 * the class of the same name in `@portkeep/natpmp-client/core`.
 *
 * @example
 * ```ts
 * import { kyTransport, NatPmpHttpClient } from '@portkeep/natpmp-client';
 *
 * const client = new NatPmpHttpClient({
 *   baseUrl: '10.0.0.5:8080',
 *   transport: kyTransport({ fetch: async () => Response.json({ status: 'healthy' }) }), // for this example
 * });
 * const { status } = await client.getHealth({ signal: AbortSignal.timeout(5_000) });
 * if (status !== 'healthy') throw new Error(status);
 * ```
 */
export class NatPmpHttpClient extends CoreClient {
  /** Keeps the name of the class in a bundle, where `/core` has another class of that name. */
  static override readonly name: string = 'NatPmpHttpClient';

  /**
   * Does no I/O.
   *
   * @param options Where the API is, its token and limits.
   * @throws {TypeError} When `baseUrl` or `transport` cannot be used, or `timeoutMs` is out of range.
   */
  constructor(options: NatPmpHttpClientOptions) {
    super({ ...options, transport: options?.transport ?? kyTransport({ maxBytes: MAX_BYTES }) });
  }
}
