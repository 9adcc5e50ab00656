import type { RequestOptions, Transport } from '@portkeep/http';
import { checkTimeout, checkTransport, exchange } from '@portkeep/http/client';
import { networkError } from '../network-error.ts';
import {
  decodeGetServerList,
  encodeGetServerList,
  PIA_SERVER_LIST_URLS,
} from './get-server-list.ts';
import type { ServerList } from './region.ts';

/** Options of {@link PiaServerListClient}. */
export interface PiaServerListClientOptions {
  /** Where to ask, in this order. @default {PIA_SERVER_LIST_URLS} */
  readonly urls?: readonly string[] | undefined;
  /** The key that the lists must be signed with, SPKI in PEM form. @default {PIA_SERVER_LIST_KEY} */
  readonly publicKey?: string | undefined;
  /** Carries the requests; it must trust the public certificate authorities. */
  readonly transport: Transport;
  /** How long one request may take, in milliseconds from 1 to 2147483647. @default {10_000} */
  readonly timeoutMs?: number | undefined;
}

/**
 * Fetches PIA's signed server lists. No account is needed.
 *
 * @example
 * ```ts
 * import { isPiaError, PiaServerListClient } from '@portkeep/pia-client/core';
 *
 * const client = new PiaServerListClient({
 *   transport: async () => ({ status: 503, headers: {}, body: '' }),
 * });
 * try {
 *   console.log((await client.getServerList()).regions.length);
 * } catch (error) {
 *   if (!isPiaError(error) || error.code !== 'PIA_SERVER_ERROR') throw error;
 * }
 * ```
 */
export class PiaServerListClient {
  readonly #urls: readonly string[];
  readonly #publicKey: string | undefined;
  readonly #transport: Transport;
  readonly #timeoutMs: number;

  /**
   * Does no I/O.
   *
   * @param options Addresses, key, transport and limits.
   * @throws {TypeError} When `transport` is missing, `urls` is empty or `timeoutMs` is out of range.
   */
  constructor(options: PiaServerListClientOptions) {
    this.#urls = options.urls ?? PIA_SERVER_LIST_URLS;
    this.#publicKey = options.publicKey;
    this.#transport = checkTransport(options.transport);
    this.#timeoutMs = checkTimeout(options.timeoutMs ?? 10_000);
    if (this.#urls.length === 0) {
      throw new TypeError('Cannot use "urls": it is empty; give at least one address');
    }
  }

  /**
   * The first list, in the order of `urls`, that answers and verifies.
   *
   * @param options A signal to stop the call, another time limit for each request.
   * @throws {PiaError} What went wrong with the first address, when none gave a list.
   */
  async getServerList(options: RequestOptions = {}): Promise<ServerList> {
    const failures: unknown[] = [];
    for (const url of this.#urls) {
      try {
        return await this.#fetch(url, options);
      } catch (error) {
        options.signal?.throwIfAborted();
        failures.push(error);
      }
    }
    throw failures[0];
  }

  /**
   * Every list that answers and verifies, asked at the same time: no list holds all servers, so
   * `findServer` looks through several.
   *
   * @param options A signal to stop the call, another time limit for each request.
   * @returns At least one list, in the order of `urls`.
   * @throws {PiaError} What went wrong with the first address, when none gave a list.
   */
  async getServerLists(options: RequestOptions = {}): Promise<ServerList[]> {
    const results = await Promise.allSettled(this.#urls.map((url) => this.#fetch(url, options)));
    options.signal?.throwIfAborted();
    const lists = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
    const failures = results.flatMap((result) =>
      result.status === 'rejected' ? result.reason : [],
    );
    if (lists.length === 0) throw failures[0];
    return lists;
  }

  async #fetch(url: string, options: RequestOptions): Promise<ServerList> {
    const { signal, timeoutMs = this.#timeoutMs } = options;
    const reply = await exchange(this.#transport, encodeGetServerList(url), {
      signal,
      timeoutMs,
      failed: networkError({ action: 'Cannot get the server list', peer: 'public', timeoutMs }),
    });
    return await decodeGetServerList(reply, { url, publicKey: this.#publicKey });
  }
}
