import type { HttpReply, HttpRequest } from '@portkeep/http';
import { readBaseUrl } from '@portkeep/http/client';
import * as v from 'valibot';
import { type ApiAccess, authorization } from './api-access.ts';
import { Seconds } from './forward.ts';
import { readReply } from './read-reply.ts';
import type { Operation } from './reply-failure.ts';

/** The other side of the gateway, where the mapped ports are. */
export interface ExternalAddress {
  /** Dotted IPv4: NAT-PMP knows no other. */
  readonly address: string;
  /** The gateway's clock, in seconds since it began its table of mappings, if the API reports it. */
  readonly epochSeconds?: number | undefined;
}

const AddressSchema = v.object({
  address: v.pipe(v.string(), v.ipv4()),
  epoch: v.nullish(Seconds),
});

/** What the call is, for its errors. */
export const GET_ADDRESS: Operation = {
  does: 'ask for the external address',
  changes: false,
  ifMissing: 'natpmp-http-api does not have it, only the front of Portkeep does; check the address',
};

/**
 * Writes the request for the gateway's external address, which Portkeep's front answers and
 * `natpmp-http-api` does not know.
 *
 * @param api Where the API is, and its token.
 * @returns The request.
 * @throws {NatPmpError} `NATPMP_UNAUTHORIZED` for a token that no header can carry.
 * @throws {TypeError} When the address cannot be used.
 *
 * @example
 * ```ts
 * import { encodeGetAddress } from '@portkeep/natpmp-client';
 *
 * const { url } = encodeGetAddress({ baseUrl: '10.0.0.5:8080' });
 * if (url !== 'http://10.0.0.5:8080/v1/address') throw new Error(url);
 * ```
 */
export function encodeGetAddress(api: ApiAccess): HttpRequest {
  const url = new URL('v1/address', readBaseUrl(api?.baseUrl)).href;
  const headers = { accept: 'application/json', ...authorization(api) };
  return { method: 'GET', url, headers, repeatable: true };
}

/**
 * Reads the answer.
 *
 * @param reply What came back.
 * @returns The address.
 * @throws {NatPmpError} For every status but 2xx, `NATPMP_NOT_FOUND` from `natpmp-http-api`, and for a
 * body without an IPv4 address.
 *
 * @example
 * ```ts
 * import { decodeGetAddress } from '@portkeep/natpmp-client';
 *
 * const body = '{"address":"203.0.113.1","epoch":8123}';
 * const { address } = decodeGetAddress({ status: 200, headers: {}, body });
 * if (address !== '203.0.113.1') throw new Error(address);
 * ```
 */
export function decodeGetAddress(reply: HttpReply): ExternalAddress {
  const { address, epoch } = readReply(GET_ADDRESS, reply, AddressSchema);
  return { address, epochSeconds: epoch ?? undefined };
}
