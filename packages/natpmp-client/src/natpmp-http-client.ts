import type { ApiAccess } from './api-access.ts';
import { apiUrl } from './base-url.ts';
import { checkTimeout } from './check-timeout.ts';
import type { NatPmpHttpClientOptions } from './client-options.ts';
import { describeMapping } from './describe-mapping.ts';
import { decodeGetHealth, encodeGetHealth, type Health } from './get-health.ts';
import type { MappingResult } from './mapping-result.ts';
import { isNatPmpError } from './natpmp-error.ts';
import { networkError } from './network-error.ts';
import type { MappingRequest, MappingTarget, PortMapping, Protocol } from './port-mapping.ts';
import { decodeReleaseMapping, encodeReleaseMapping } from './release-mapping.ts';
import type { Operation } from './reply-failure.ts';
import { decodeRequestMapping, encodeRequestMapping } from './request-mapping.ts';
import type { RequestOptions } from './request-options.ts';
import type { SecretValue } from './secret-value.ts';
import type { HttpReply, HttpRequest, Transport } from './transport.ts';

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * One NAT-PMP HTTP API. Keeps nothing but the address: no mapping is renewed by itself and no
 * request is repeated (but once after a 401, when the token has changed).
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
   * @throws {TypeError} When `baseUrl` cannot be used or `timeoutMs` is out of range.
   */
  constructor(options: NatPmpHttpClientOptions) {
    // As text, so that the URL is the client's own and nobody changes it later.
    this.#baseUrl = apiUrl(String(options.baseUrl));
    this.#token = options.token;
    this.#transport = options.transport;
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
    const operation = { does: 'ask for the health of the API', changes: false };
    return decodeGetHealth(await this.#exchange(operation, request, options));
  }

  /**
   * Makes a mapping, or renews it: the same call again, at the latest when the lifetime is over.
   * Compare the external port each time, since a renewal may bring another one.
   *
   * @param mapping What to map and for how long.
   * @param options A signal to stop the call, another time limit.
   * @returns The mapping. Its lifetime is what the API told; the gateway may have granted less.
   * @throws {NatPmpError} With `ambiguous`, the mapping may exist all the same.
   */
  async requestMapping(
    mapping: MappingRequest,
    options: RequestOptions = {},
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
   * can happen, let the mapping run out instead.
   *
   * @param target What to release.
   * @param options A signal to stop the call, another time limit.
   * @throws {NatPmpError} With `ambiguous`, the mapping may be gone all the same.
   */
  async releaseMapping(target: MappingTarget, options: RequestOptions = {}): Promise<void> {
    const operation = { does: describeMapping('release', target), changes: true };
    const encode = (api: ApiAccess) => encodeReleaseMapping(target, api);
    decodeReleaseMapping(await this.#authorized(operation, encode, options), target);
  }

  /** Sends a request with the present token; once more when that was refused and has changed. */
  async #authorized(
    operation: Operation,
    encode: (api: ApiAccess) => HttpRequest,
    options: RequestOptions,
  ): Promise<HttpReply> {
    const baseUrl = this.#baseUrl;
    options.signal?.throwIfAborted();
    const token = await readToken(this.#token);
    const reply = await this.#exchange(operation, encode({ baseUrl, token }), options);
    if (reply.status !== 401 || typeof this.#token !== 'function') return reply;
    const changed = await readToken(this.#token);
    if (changed?.trim() === token?.trim()) return reply;
    return await this.#exchange(operation, encode({ baseUrl, token: changed }), options);
  }

  async #exchange(
    operation: Operation,
    request: HttpRequest,
    { signal, timeoutMs = this.#timeoutMs }: RequestOptions,
  ): Promise<HttpReply> {
    signal?.throwIfAborted();
    checkTimeout(timeoutMs);
    try {
      return await this.#transport(request, { signal, timeoutMs });
    } catch (error) {
      signal?.throwIfAborted();
      throw networkError(error, { ...operation, host: this.#baseUrl.host, timeoutMs });
    }
  }
}

async function readToken(token: SecretValue | undefined): Promise<string | undefined> {
  return typeof token === 'function' ? await token() : token;
}
