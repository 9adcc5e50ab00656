import type { Transport } from '@portkeep/http';
import {
  type PiaServerListClientOptions as CoreOptions,
  PiaServerListClient as CoreServerListClient,
} from '../server-list/pia-server-list-client.ts';
import { defaultTransport } from './default-transport.ts';

/** Options of {@link PiaServerListClient}. */
export interface PiaServerListClientOptions extends Omit<CoreOptions, 'transport'> {
  /** Carries the requests. @default {kyTransport(), replies up to 8 MiB} */
  readonly transport?: Transport | undefined;
}

/**
 * Fetches PIA's signed server lists, by `fetch` unless `transport` says otherwise. No account is
 * needed.
 *
 * @example
 * ```ts
 * import { PiaServerListClient, portForwardRegions } from '@portkeep/pia-client';
 *
 * async function regionIds(signal: AbortSignal): Promise<string[]> {
 *   const list = await new PiaServerListClient().getServerList({ signal });
 *   return portForwardRegions(list).map((region) => region.id);
 * }
 * ```
 */
export class PiaServerListClient extends CoreServerListClient {
  /** Keeps the name of the class in a bundle, where `/core` has another class of that name. */
  static override readonly name: string = 'PiaServerListClient';

  /**
   * Does no I/O.
   *
   * @param options Addresses, key, transport and limits.
   * @throws {TypeError} When `urls` is empty or `timeoutMs` is out of range.
   */
  constructor(options: PiaServerListClientOptions = {}) {
    super({ ...options, transport: options.transport ?? defaultTransport() });
  }
}
