import type { HttpReply, HttpRequest, RequestOptions, Transport } from '@portkeep/http';
import { checkTimeout, checkTransport, exchange } from '@portkeep/http/client';
import { networkError } from '../network-error.ts';
import {
  type BindableClaim,
  type BindPortReply,
  decodeBindPort,
  encodeBindPort,
} from './bind-port.ts';
import { type GatewayAddress, gatewayUrl } from './gateway-address.ts';
import { decodeGetSignature, encodeGetSignature } from './get-signature.ts';
import type { PortClaim } from './port-claim.ts';

/** Options of {@link PiaGatewayClient}. */
export interface PiaGatewayClientOptions extends GatewayAddress {
  /**
   * Carries the requests. It must connect to the gateway's address, trust PIA's own certificate
   * authority alone and verify `hostname`: `pinnedTransport` of `@portkeep/pia-client/node`.
   */
  readonly transport: Transport;
  /** How long one call may take, in milliseconds from 1 to 2147483647. @default {5_000} */
  readonly timeoutMs?: number | undefined;
  /** The present time in epoch milliseconds. @default {Date.now} */
  readonly now?: (() => number) | undefined;
}

/**
 * Claims a forwarded port from the gateway of a VPN connection and keeps it live.
 *
 * @example
 * ```ts
 * import { PiaGatewayClient, type Transport } from '@portkeep/pia-client/core';
 *
 * const transport: Transport = async ({ url }) => ({
 *   status: 200,
 *   headers: {},
 *   body: url.includes('/getSignature')
 *     ? JSON.stringify({ status: 'OK', payload: btoa('{"port":47047}'), signature: 'c2ln' })
 *     : '{"status":"OK","message":"port scheduled for add"}',
 * });
 * const gateway = new PiaGatewayClient({ hostname: 'amsterdam447', transport });
 * const claim = await gateway.getSignature('token');
 * await gateway.bindPort(claim); // again at the latest every 15 minutes
 * ```
 */
export class PiaGatewayClient {
  readonly #gateway: GatewayAddress;
  readonly #transport: Transport;
  readonly #timeoutMs: number;
  readonly #now: () => number;

  /**
   * Does no I/O.
   *
   * @param options Gateway, transport and limits.
   * @throws {TypeError} When `hostname` or `port` cannot stand in a URL, `transport` is missing, or
   * `timeoutMs` is out of range.
   */
  constructor(options: PiaGatewayClientOptions) {
    this.#gateway = { hostname: options?.hostname, port: options?.port };
    this.#transport = checkTransport(options?.transport);
    this.#timeoutMs = checkTimeout(options.timeoutMs ?? 5_000);
    this.#now = options.now ?? Date.now;
    gatewayUrl(this.#gateway, '/', {});
  }

  /**
   * Claims a new forwarded port. Each call gives another port, so keep the claim and bind it for
   * as long as it lasts.
   *
   * @param token The account's token.
   * @param options A signal to stop the call, another time limit.
   * @throws {PiaError} `PIA_NOT_THROUGH_TUNNEL`, `PIA_TOKEN_REJECTED`, `PIA_CONNECTION_REFUSED` (no port
   * forwarding here), another network code, `PIA_SERVER_ERROR` or `PIA_UNEXPECTED_RESPONSE`.
   */
  async getSignature(token: string, options: RequestOptions = {}): Promise<PortClaim> {
    const request = encodeGetSignature({ ...this.#gateway, token });
    const reply = await this.#exchange('Cannot get a port', request, options);
    return decodeGetSignature(reply, this.#now());
  }

  /**
   * Makes a claimed port live for 15 minutes; the same call renews it.
   *
   * @param claim The claim, with payload and signature as the gateway sent them.
   * @param options A signal to stop the call, another time limit.
   * @returns What the gateway said, for people.
   * @throws {PiaError} `PIA_BAD_SIGNATURE`, `PIA_PORT_BUSY`, `PIA_CLAIM_EXPIRED`,
   * `PIA_NOT_THROUGH_TUNNEL`, a network code, `PIA_SERVER_ERROR` or `PIA_UNEXPECTED_RESPONSE`.
   */
  async bindPort(claim: BindableClaim, options: RequestOptions = {}): Promise<BindPortReply> {
    const request = encodeBindPort({ ...this.#gateway, claim });
    const reply = await this.#exchange('Cannot bind the port', request, options);
    return decodeBindPort(reply, { expiresAt: claim.expiresAt, now: this.#now() });
  }

  #exchange(action: string, request: HttpRequest, options: RequestOptions): Promise<HttpReply> {
    const { signal, timeoutMs = this.#timeoutMs } = options;
    const failed = networkError({ action, peer: 'gateway', timeoutMs });
    return exchange(this.#transport, request, { signal, timeoutMs, failed });
  }
}
