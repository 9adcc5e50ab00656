import type {
  HttpReply,
  HttpRequest,
  RequestOptions,
  SecretValue,
  Transport,
} from '@portkeep/http';
import {
  checkTimeout,
  checkTransport,
  exchange,
  readBaseUrl,
  readSecret,
} from '@portkeep/http/client';
import type { ApiAccess } from './api-access.ts';
import type { NatPmpHttpClientOptions } from './client-options.ts';
import type { ExternalAddress } from './get-address.ts';
import { decodeGetAddress, encodeGetAddress, GET_ADDRESS } from './get-address.ts';
import { decodeGetHealth, encodeGetHealth, GET_HEALTH, type Health } from './get-health.ts';
import type { MappingOptions } from './mapping-options.ts';
import { isNatPmpError } from './natpmp-error.ts';
import { networkError } from './network-error.ts';
import {
  checkProtocols,
  describeMapping,
  type MappingRequest,
  type MappingResult,
  type MappingTarget,
  type PortMapping,
  type Protocol,
} from './port-mapping.ts';
import { decodeReleaseMapping, encodeReleaseMapping } from './release-mapping.ts';
import type { Operation } from './reply-failure.ts';
import { decodeRequestMapping, encodeRequestMapping } from './request-mapping.ts';

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * One NAT-PMP HTTP API. Keeps nothing but the address: no mapping is renewed automatically. The client
 * repeats no request, except once after a 401 when the token has changed; a transport that keeps
 * connections may send one again, which is harmless.
 *
 * A call that is aborted may have mapped or released the port: the API finishes what it has begun.
 *
 * @example A mapping, and what to do when the gateway is slow
 * ```ts
 * import { isNatPmpError, NatPmpHttpClient } from '@portkeep/natpmp-client/core';
 *
 * const client = new NatPmpHttpClient({
 *   baseUrl: '10.0.0.5:8080',
 *   token: () => 'read it from a file',
 *   transport: async () => ({
 *     status: 500,
 *     headers: {},
 *     body: '{"error":"Failed to request port mapping"}',
 *   }),
 * });
 * try {
 *   await client.requestMapping({ protocol: 'tcp', internalPort: 6881 });
 * } catch (error) {
 *   if (!isNatPmpError(error)) throw error;
 *   if (!error.retryable) throw error; // correct something first
 *   // ask again in a second: asking twice makes no second mapping
 * }
 * ```
 */
export class NatPmpHttpClient {
  readonly #baseUrl: URL;
  readonly #token: SecretValue | undefined;
  readonly #transport: Transport;
  readonly #timeoutMs: number;

  /**
   * Does no I/O.
   *
   * @param options Where the API is, its token and limits.
   * @throws {TypeError} When `baseUrl` or `transport` cannot be used, or `timeoutMs` is out of range.
   */
  constructor(options: NatPmpHttpClientOptions) {
    this.#baseUrl = readBaseUrl(options?.baseUrl);
    this.#token = options.token;
    this.#transport = checkTransport(options.transport);
    this.#timeoutMs = checkTimeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  }

  /**
   * Asks whether the API runs. Its answer is fixed: it says nothing about the gateway, the token or
   * any mapping.
   *
   * @param options A signal to stop the call, another time limit.
   * @returns What the API says about itself.
   * @throws {NatPmpError} `NATPMP_UNREACHABLE`, `NATPMP_TIMEOUT` or what the status says.
   */
  async getHealth(options: RequestOptions = {}): Promise<Health> {
    const request = encodeGetHealth({ baseUrl: this.#baseUrl });
    return decodeGetHealth(await this.#exchange(GET_HEALTH, request, options));
  }

  /**
   * Makes a mapping, or renews it: the same call again, at the latest when the lifetime is over.
   * Compare the external port each time, since a renewal may change it.
   *
   * @param mapping What to map and for how long.
   * @param options A signal to stop the call, another time limit, what gets the reply.
   * @returns The mapping. Its lifetime is what the API reports; the gateway may have granted less
   * unless `grantedSeconds` is set.
   * @throws {NatPmpError} With `ambiguous`, the mapping may exist anyway.
   * @throws {TypeError} When the token is not a string.
   */
  async requestMapping(
    mapping: MappingRequest,
    options: MappingOptions = {},
  ): Promise<PortMapping> {
    const operation = { does: describeMapping('map', mapping), changes: true };
    const encode = (api: ApiAccess) => encodeRequestMapping(mapping, api);
    return decodeRequestMapping(await this.#authorized(operation, encode, options), mapping);
  }

  /**
   * Maps one port for several protocols, one after the other: NAT-PMP wants one request at a time
   * (RFC 6886, 3.1), and one protocol may fail while the other does not.
   *
   * **This is an async generator:** without `for await` nothing is sent, and a loop that is left
   * early does not map the remaining protocols.
   *
   * @param protocols In this order.
   * @param mapping The port, and for how long.
   * @param options A signal to stop the calls, another time limit for each.
   * @returns A generator for `for await`: one result for each protocol, as soon as it is known. The
   * external ports may differ.
   *
   * @example
   * ```ts
   * import { NatPmpHttpClient } from '@portkeep/natpmp-client/core';
   *
   * const client = new NatPmpHttpClient({
   *   baseUrl: '10.0.0.5:8080',
   *   transport: async ({ body = '' }) => {
   *     const reply = { ...JSON.parse(body), external_port: 62_610 };
   *     return { status: 200, headers: {}, body: JSON.stringify(reply) };
   *   },
   * });
   * for await (const result of client.requestMappings(['tcp', 'udp'], { internalPort: 6881 })) {
   *   if (result.ok) console.log(result.protocol, result.mapping.externalPort);
   *   else console.error(result.protocol, result.error.code, result.error.message);
   * }
   * ```
   */
  async *requestMappings(
    protocols: readonly Protocol[],
    mapping: Omit<MappingRequest, 'protocol'>,
    options: RequestOptions = {},
  ): AsyncGenerator<MappingResult, void, void> {
    checkProtocols(protocols);
    for (const protocol of protocols) {
      yield await this.requestMapping({ ...mapping, protocol }, options).then(
        (result) => ({ ok: true, protocol, mapping: result }) as const,
        (error: unknown) => {
          if (isNatPmpError(error)) return { ok: false, protocol, error } as const;
          throw error;
        },
      );
    }
  }

  /**
   * Releases a mapping; one that does not exist counts as released.
   *
   * Mappings belong to the API's host: this releases that of another caller with the same port and
   * protocol too, e.g. the one that the next pod of a rolling update has just renewed. Where that
   * can happen, wait until the mapping expires instead.
   *
   * @param target What to release.
   * @param options A signal to stop the call, another time limit.
   * @throws {NatPmpError} With `ambiguous`, the mapping may be gone anyway.
   * @throws {TypeError} When the token is not a string.
   */
  async releaseMapping(target: MappingTarget, options: RequestOptions = {}): Promise<void> {
    const operation = { does: describeMapping('release', target), changes: true };
    const encode = (api: ApiAccess) => encodeReleaseMapping(target, api);
    decodeReleaseMapping(await this.#authorized(operation, encode, options), target);
  }

  /**
   * Asks for the gateway's external address. Portkeep's front gives it; `natpmp-http-api` does not know
   * the call, which is then `NATPMP_NOT_FOUND`.
   *
   * @param options A signal to stop the call, another time limit.
   * @returns The address.
   * @throws {NatPmpError} Never `ambiguous`.
   * @throws {TypeError} When the token is not a string.
   */
  async getAddress(options: RequestOptions = {}): Promise<ExternalAddress> {
    return decodeGetAddress(await this.#authorized(GET_ADDRESS, encodeGetAddress, options));
  }

  /** Sends a request with the present token; once more when that was refused and has changed. */
  async #authorized(
    operation: Operation,
    encode: (api: ApiAccess) => HttpRequest,
    options: MappingOptions,
  ): Promise<HttpReply> {
    const baseUrl = this.#baseUrl;
    options.signal?.throwIfAborted();
    const token = await this.#readToken();
    const reply = await this.#exchange(operation, encode({ baseUrl, token }), options);
    if (reply.status !== 401 || typeof this.#token !== 'function') return reply;
    const changed = await this.#readToken();
    if (changed?.trim() === token?.trim()) return reply;
    return await this.#exchange(operation, encode({ baseUrl, token: changed }), options);
  }

  async #readToken(): Promise<string | undefined> {
    return this.#token === undefined ? undefined : await readSecret('token', this.#token);
  }

  async #exchange(
    operation: Operation,
    request: HttpRequest,
    { signal, timeoutMs = this.#timeoutMs, onReply }: MappingOptions,
  ): Promise<HttpReply> {
    const attempt = { ...operation, host: this.#baseUrl.host, timeoutMs };
    const reply = await exchange(this.#transport, request, {
      signal,
      timeoutMs,
      failed: (failure) => networkError(failure, attempt),
    });
    onReply?.(reply);
    return reply;
  }
}
