import type { RequestOptions, SecretValue, Transport } from '@portkeep/http';
import {
  checkSecret,
  checkTimeout,
  checkTransport,
  exchange,
  readSecret,
} from '@portkeep/http/client';
import { networkError } from '../network-error.ts';
import type { DedicatedIp } from './dedicated-ip.ts';
import {
  type DedicatedIpTokens,
  decodeGetDedicatedIps,
  encodeGetDedicatedIps,
} from './get-dedicated-ips.ts';
import { decodeGetToken, encodeGetToken, type PiaToken } from './get-token.ts';

/** Options of {@link PiaAccountClient}. */
export interface PiaAccountClientOptions {
  /** The account name, `p` and seven digits (not the e-mail address). */
  readonly username: SecretValue;
  /** The account's password. */
  readonly password: SecretValue;
  /** Carries the request; it must trust the public certificate authorities. */
  readonly transport: Transport;
  /** Where to log in. @default {PIA_TOKEN_URL} */
  readonly tokenUrl?: string | undefined;
  /** Where to ask about dedicated IPs. @default {PIA_DEDICATED_IP_URL} */
  readonly dedicatedIpUrl?: string | undefined;
  /** How long one call may take, in milliseconds from 1 to 2147483647. @default {10_000} */
  readonly timeoutMs?: number | undefined;
  /** The present time in epoch milliseconds. @default {Date.now} */
  readonly now?: (() => number) | undefined;
}

/**
 * Logs in to a PIA account. Logins are limited and too many lock the account: keep a token for
 * most of its 24 hours, over restarts too.
 *
 * @example
 * ```ts
 * import { PiaAccountClient } from '@portkeep/pia-client/core';
 *
 * const account = new PiaAccountClient({
 *   username: 'p1234567',
 *   password: () => 'from a file',
 *   transport: async () => ({ status: 200, headers: {}, body: '{"token":"abc"}' }),
 * });
 * const { token, expiresAt } = await account.getToken({ signal: AbortSignal.timeout(30_000) });
 * console.log(token.length, expiresAt.toISOString());
 * ```
 */
export class PiaAccountClient {
  readonly #username: SecretValue;
  readonly #password: SecretValue;
  readonly #transport: Transport;
  readonly #tokenUrl: string | undefined;
  readonly #dedicatedIpUrl: string | undefined;
  readonly #timeoutMs: number;
  readonly #now: () => number;

  /**
   * Does no I/O.
   *
   * @param options Account, transport and limits.
   * @throws {TypeError} When `username`, `password` or `transport` is missing, `timeoutMs` is out of
   * range, or `tokenUrl` or `dedicatedIpUrl` is not an address.
   */
  constructor(options: PiaAccountClientOptions) {
    this.#username = checkSecret('username', options?.username);
    this.#password = checkSecret('password', options.password);
    this.#transport = checkTransport(options.transport);
    this.#tokenUrl = checkUrl('tokenUrl', options.tokenUrl);
    this.#dedicatedIpUrl = checkUrl('dedicatedIpUrl', options.dedicatedIpUrl);
    this.#timeoutMs = checkTimeout(options.timeoutMs ?? 10_000);
    this.#now = options.now ?? Date.now;
  }

  /**
   * Logs in.
   *
   * @param options A signal to stop the call, another time limit.
   * @returns The token and when it ends.
   * @throws {PiaError} `PIA_CREDENTIALS_REJECTED` (also, without any request, for an empty user
   * name or password), `PIA_SUBSCRIPTION_EXPIRED`, `PIA_RATE_LIMITED`, `PIA_BLOCKED`,
   * `PIA_SERVER_ERROR`, `PIA_UNEXPECTED_RESPONSE` or a network code. What a `username` or
   * `password` function throws comes through unchanged.
   */
  async getToken(options: RequestOptions = {}): Promise<PiaToken> {
    const { signal, timeoutMs = this.#timeoutMs } = options;
    signal?.throwIfAborted();
    const username = await readSecret('username', this.#username);
    const password = await readSecret('password', this.#password);
    const request = encodeGetToken({ username, password, tokenUrl: this.#tokenUrl });
    const sentAt = this.#now();
    const reply = await exchange(this.#transport, request, {
      signal,
      timeoutMs,
      failed: networkError({ action: 'Cannot get a token', peer: 'public', timeoutMs }),
    });
    return decodeGetToken(reply, { sentAt, now: this.#now() });
  }

  /**
   * Asks what the tokens of dedicated IPs stand for. It does not log in.
   *
   * @param tokens The account's token, and those of the dedicated IPs.
   * @param options A signal to stop the call, another time limit.
   * @returns One result for each dedicated IP, in the order of their tokens. One that has expired, or a
   * token that PIA does not know, is a result.
   * @throws {PiaError} `PIA_LOGIN_EXPIRED` (get a new token, once), `PIA_RATE_LIMITED`, `PIA_BLOCKED`,
   * `PIA_SERVER_ERROR`, `PIA_UNEXPECTED_RESPONSE` or a network code.
   * @throws {TypeError} When the list of the dedicated IPs' tokens is missing or empty.
   */
  async getDedicatedIps(
    tokens: DedicatedIpTokens,
    options: RequestOptions = {},
  ): Promise<DedicatedIp[]> {
    const { signal, timeoutMs = this.#timeoutMs } = options;
    const request = encodeGetDedicatedIps({ ...tokens, dedicatedIpUrl: this.#dedicatedIpUrl });
    const reply = await exchange(this.#transport, request, {
      signal,
      timeoutMs,
      failed: networkError({ action: 'Cannot get the dedicated IP', peer: 'public', timeoutMs }),
    });
    const { dedicatedIpTokens } = tokens;
    return decodeGetDedicatedIps(reply, { dedicatedIpTokens, now: this.#now() });
  }
}

function checkUrl(name: string, url: string | undefined): string | undefined {
  if (url === undefined || URL.canParse(url)) return url;
  throw new TypeError(`Cannot use "${name}": it is not an address; write it with https://`);
}
