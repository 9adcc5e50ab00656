import type { Transport } from '@portkeep/http';
import {
  PiaAccountClient as CoreAccountClient,
  type PiaAccountClientOptions as CoreOptions,
} from '../account/pia-account-client.ts';
import { defaultTransport } from './default-transport.ts';

/** Options of {@link PiaAccountClient}. */
export interface PiaAccountClientOptions extends Omit<CoreOptions, 'transport'> {
  /** Carries the request. @default {kyTransport(), replies up to 8 MiB} */
  readonly transport?: Transport | undefined;
}

/**
 * Logs in to a PIA account, by `fetch` unless `transport` says otherwise. Logins are limited and
 * too many lock the account: keep a token for most of its 24 hours, over restarts too.
 *
 * @example
 * ```ts
 * import { kyTransport, PiaAccountClient } from '@portkeep/pia-client';
 *
 * const account = new PiaAccountClient({
 *   username: 'p1234567',
 *   password: () => 'from a file',
 *   transport: kyTransport({ fetch: async () => Response.json({ token: 'abc' }) }), // for this example
 * });
 * const { token, expiresAt } = await account.getToken({ signal: AbortSignal.timeout(30_000) });
 * console.log(token.length, expiresAt.toISOString());
 * ```
 */
export class PiaAccountClient extends CoreAccountClient {
  /** Keeps the name of the class in a bundle, where `/core` has another class of that name. */
  static override readonly name: string = 'PiaAccountClient';

  /**
   * Does no I/O.
   *
   * @param options Account, transport and limits.
   * @throws {TypeError} When `username` or `password` is missing, `timeoutMs` is out of range, or
   * `tokenUrl` or `dedicatedIpUrl` is not an address.
   */
  constructor(options: PiaAccountClientOptions) {
    super({ ...options, transport: options?.transport ?? defaultTransport() });
  }
}
