import type { RequestOptions, Transport } from '@portkeep/http';
import { checkTimeout, checkTransport, exchange } from '@portkeep/http/client';
import { networkError } from '../network-error.ts';
import { serverUrl } from '../server-url.ts';
import { type AddKeyInput, decodeAddKey, encodeAddKey } from './add-key.ts';
import { ADD_KEY } from './add-key-action.ts';
import { PIA_SERVER_PORT, type ServerAddress } from './server-address.ts';
import type { WireGuardPeer } from './wireguard-peer.ts';

/** Options of {@link PiaServerClient}. */
export interface PiaServerClientOptions extends ServerAddress {
  /**
   * Carries the requests. It must connect to the server's public address, trust PIA's own
   * certificate authority alone and verify `hostname`: `pinnedTransport` of
   * `@portkeep/pia-client/node`.
   */
  readonly transport: Transport;
  /** How long one call may take, in milliseconds from 1 to 2147483647. @default {10_000} */
  readonly timeoutMs?: number | undefined;
  /** The present time in epoch milliseconds. @default {Date.now} */
  readonly now?: (() => number) | undefined;
}

/**
 * Registers WireGuard keys at one of PIA's servers, from outside the tunnel.
 *
 * @example
 * ```ts
 * import { createWireGuardKeyPair, PiaServerClient, type WireGuardPeer } from '@portkeep/pia-client';
 * import { pinnedTransport } from '@portkeep/pia-client/node';
 *
 * async function register(address: string, hostname: string, token: string): Promise<WireGuardPeer> {
 *   const transport = pinnedTransport({ address, hostname });
 *   const { publicKey } = await createWireGuardKeyPair();
 *   return await new PiaServerClient({ hostname, transport }).addKey({ token, publicKey });
 * }
 * ```
 */
export class PiaServerClient {
  readonly #server: ServerAddress;
  readonly #transport: Transport;
  readonly #timeoutMs: number;
  readonly #now: () => number;

  /**
   * Does no I/O.
   *
   * @param options Server, transport and limits.
   * @throws {TypeError} When `hostname` or `port` cannot stand in a URL, `transport` is missing, or
   * `timeoutMs` is out of range.
   */
  constructor(options: PiaServerClientOptions) {
    const { hostname, port = PIA_SERVER_PORT } = options ?? {};
    this.#server = { hostname, port };
    this.#transport = checkTransport(options?.transport);
    this.#timeoutMs = checkTimeout(options.timeoutMs ?? 10_000);
    this.#now = options.now ?? Date.now;
    serverUrl({ hostname, port }, '/', {});
  }

  /**
   * Registers a public key. The server forgets it when it restarts, and after minutes or hours
   * without traffic; an older key of the same account at this server ends.
   *
   * @param input The key, and the account's token or a dedicated IP.
   * @param options A signal to stop the call, another time limit.
   * @returns The settings for the tunnel.
   * @throws {PiaError} `PIA_LOGIN_EXPIRED` (get a new token, once), `PIA_KEY_MISMATCH`,
   * `PIA_RATE_LIMITED`, a network code, `PIA_SERVER_ERROR` or `PIA_UNEXPECTED_RESPONSE`.
   * @throws {TypeError} When `publicKey` is not a WireGuard key.
   */
  async addKey(input: AddKeyInput, options: RequestOptions = {}): Promise<WireGuardPeer> {
    const request = encodeAddKey({ ...input, ...this.#server });
    const { signal, timeoutMs = this.#timeoutMs } = options;
    const failed = networkError({ action: ADD_KEY, peer: 'server', timeoutMs });
    const reply = await exchange(this.#transport, request, { signal, timeoutMs, failed });
    return decodeAddKey(reply, { publicKey: input.publicKey, now: this.#now() });
  }
}
